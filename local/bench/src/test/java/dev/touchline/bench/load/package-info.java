@NullMarked
package dev.touchline.bench.load;

import org.jspecify.annotations.NullMarked;
