@NullMarked
package dev.touchline.bench.report;

import org.jspecify.annotations.NullMarked;
