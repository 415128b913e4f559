/** The HTTP surface of coaching-service: who may call what, and how an item looks on the wire. */
@NullMarked
package dev.touchline.coaching.http;

import org.jspecify.annotations.NullMarked;
