/** The platforms that may post, and the keys that they post with. */
@NullMarked
package dev.touchline.feedback.core.source;

import org.jspecify.annotations.NullMarked;
