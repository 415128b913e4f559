@NullMarked
package dev.touchline.alerting.health;

import org.jspecify.annotations.NullMarked;
