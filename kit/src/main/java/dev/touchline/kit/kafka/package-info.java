/** Consumers, producers and headers, alike in every service. */
@NullMarked
package dev.touchline.kit.kafka;

import org.jspecify.annotations.NullMarked;
