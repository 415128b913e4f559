@NullMarked
package dev.touchline.bench.stack;

import org.jspecify.annotations.NullMarked;
