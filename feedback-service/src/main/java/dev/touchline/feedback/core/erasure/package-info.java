/** What erasing a customer's words means, without saying where they are. */
@NullMarked
package dev.touchline.feedback.core.erasure;

import org.jspecify.annotations.NullMarked;
