/** What is told to others over HTTP, how it is signed, and when it is tried again. */
@NullMarked
package dev.touchline.coaching.core.webhook;

import org.jspecify.annotations.NullMarked;
