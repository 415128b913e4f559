/** Load in open and closed loops, and the requests that it is made of. */
@NullMarked
package dev.touchline.bench.load;

import org.jspecify.annotations.NullMarked;
