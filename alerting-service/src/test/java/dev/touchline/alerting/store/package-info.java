@NullMarked
package dev.touchline.alerting.store;

import org.jspecify.annotations.NullMarked;
