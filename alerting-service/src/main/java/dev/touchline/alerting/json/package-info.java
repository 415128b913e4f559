/** The one JSON form of a filter: over HTTP, in PostgreSQL and on Kafka alike. */
@NullMarked
package dev.touchline.alerting.json;

import org.jspecify.annotations.NullMarked;
