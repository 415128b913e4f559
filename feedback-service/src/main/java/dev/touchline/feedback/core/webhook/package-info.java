/** What a platform sent us, before anybody knows what it says. */
@NullMarked
package dev.touchline.feedback.core.webhook;

import org.jspecify.annotations.NullMarked;
