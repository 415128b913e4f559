/** A small HTTP/1.1 client on one thread: the load generator must cost little beside what it measures. */
@NullMarked
package dev.touchline.bench.http;

import org.jspecify.annotations.NullMarked;
