/** The figures: what is measured, how, and as which table. */
@NullMarked
package dev.touchline.bench.figure;

import org.jspecify.annotations.NullMarked;
