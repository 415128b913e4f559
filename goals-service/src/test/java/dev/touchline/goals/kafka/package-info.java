@NullMarked
package dev.touchline.goals.kafka;

import org.jspecify.annotations.NullMarked;
