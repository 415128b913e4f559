/** PostgreSQL: the truth about roster and sources, and the parked responses. */
@NullMarked
package dev.touchline.feedback.store;

import org.jspecify.annotations.NullMarked;
