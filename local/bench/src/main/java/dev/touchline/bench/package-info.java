/** What Touchline costs, measured beside bare peers in the same run. */
@NullMarked
package dev.touchline.bench;

import org.jspecify.annotations.NullMarked;
