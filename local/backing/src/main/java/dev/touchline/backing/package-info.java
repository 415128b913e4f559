/**
 * The systems that Touchline stands on, real and on this machine: a Kafka broker and a PostgreSQL as child processes
 * that tests and the local stack start, kill and start again; plus what the services' tests share.
 */
@NullMarked
package dev.touchline.backing;

import org.jspecify.annotations.NullMarked;
