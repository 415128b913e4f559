/** Filters in all their versions, in PostgreSQL. */
@NullMarked
package dev.touchline.alerting.store;

import org.jspecify.annotations.NullMarked;
