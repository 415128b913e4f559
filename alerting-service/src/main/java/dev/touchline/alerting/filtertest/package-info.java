/** Unit tests of filters, written in YAML: {@code ./touchline filter test}. */
@NullMarked
package dev.touchline.alerting.filtertest;

import org.jspecify.annotations.NullMarked;
