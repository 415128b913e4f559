/** The live feed: responses as they come in, for many readers from one consumer of Kafka. */
@NullMarked
package dev.touchline.feedback.live;

import org.jspecify.annotations.NullMarked;
