/** Fetches at platforms the answers that their notices leave out. */
@NullMarked
package dev.touchline.feedback.fetch;

import org.jspecify.annotations.NullMarked;
