/** What is read from and written to Kafka; the only package that knows Kafka topics. */
@NullMarked
package dev.touchline.feedback.kafka;

import org.jspecify.annotations.NullMarked;
