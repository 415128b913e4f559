/** When answers are fetched at a platform that only tells us of them: how often, how many times, and when not. */
@NullMarked
package dev.touchline.feedback.core.fetch;

import org.jspecify.annotations.NullMarked;
