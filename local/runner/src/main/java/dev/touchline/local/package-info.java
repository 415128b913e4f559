/**
 * The whole system on one machine: starts Kafka, PostgreSQL, the services and the gateway as child processes and looks
 * after them.
 */
@NullMarked
package dev.touchline.local;

import org.jspecify.annotations.NullMarked;
