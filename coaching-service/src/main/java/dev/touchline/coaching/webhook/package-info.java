/** Tells others over HTTP what becomes of items: signed, to addresses that we may reach, until they have it. */
@NullMarked
package dev.touchline.coaching.webhook;

import org.jspecify.annotations.NullMarked;
