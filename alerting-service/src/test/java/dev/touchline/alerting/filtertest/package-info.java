@NullMarked
package dev.touchline.alerting.filtertest;

import org.jspecify.annotations.NullMarked;
