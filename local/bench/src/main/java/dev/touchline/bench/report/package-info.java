/** Tables and JSON of a run. */
@NullMarked
package dev.touchline.bench.report;

import org.jspecify.annotations.NullMarked;
