/** How the values that a mapping found in a foreign payload become a response: times, texts, ratings, topics. */
@NullMarked
package dev.touchline.feedback.core.mapping;

import org.jspecify.annotations.NullMarked;
