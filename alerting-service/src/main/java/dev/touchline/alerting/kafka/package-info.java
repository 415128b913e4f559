/** The topology: responses in, coaching needs out, exactly once. */
@NullMarked
package dev.touchline.alerting.kafka;

import org.jspecify.annotations.NullMarked;
