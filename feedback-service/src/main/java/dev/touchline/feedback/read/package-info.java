/** The read model: every response in PostgreSQL, with the figures that follow from it. */
@NullMarked
package dev.touchline.feedback.read;

import org.jspecify.annotations.NullMarked;
