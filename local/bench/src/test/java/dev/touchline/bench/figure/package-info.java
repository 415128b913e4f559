@NullMarked
package dev.touchline.bench.figure;

import org.jspecify.annotations.NullMarked;
