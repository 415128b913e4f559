@NullMarked
package dev.touchline.coaching.kafka;

import org.jspecify.annotations.NullMarked;
