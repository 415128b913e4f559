/** The baselines: what the same machine does without our work. */
@NullMarked
package dev.touchline.bench.peer;

import org.jspecify.annotations.NullMarked;
