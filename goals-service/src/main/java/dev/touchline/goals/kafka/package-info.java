/** What goals-service reads from Kafka; the only place that knows Kafka topics. */
@NullMarked
package dev.touchline.goals.kafka;

import org.jspecify.annotations.NullMarked;
