@NullMarked
package dev.touchline.alerting.kafka;

import org.jspecify.annotations.NullMarked;
