/** Whether a webhook comes from whom it says: one verifier with parameters for all platforms. */
@NullMarked
package dev.touchline.feedback.core.signature;

import org.jspecify.annotations.NullMarked;
