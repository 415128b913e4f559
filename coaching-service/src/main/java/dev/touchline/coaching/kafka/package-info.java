/** What coaching-service reads from Kafka; the only package that knows Kafka topics. */
@NullMarked
package dev.touchline.coaching.kafka;

import org.jspecify.annotations.NullMarked;
