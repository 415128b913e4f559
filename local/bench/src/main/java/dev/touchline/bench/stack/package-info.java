/** The system under test: started for the run, asked for its processes, stopped. */
@NullMarked
package dev.touchline.bench.stack;

import org.jspecify.annotations.NullMarked;
