/** Tell others in the same transaction that changes the database. */
@NullMarked
package dev.touchline.kit.outbox;

import org.jspecify.annotations.NullMarked;
