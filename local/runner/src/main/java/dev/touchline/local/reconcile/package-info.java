/** The balance to the record: whether everything accepted is accounted for, from Kafka topics and tables. */
@NullMarked
package dev.touchline.local.reconcile;

import org.jspecify.annotations.NullMarked;
