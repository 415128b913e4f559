/** Reading and writing of responses as JSON, in one streaming pass. */
@NullMarked
package dev.touchline.feedback.json;

import org.jspecify.annotations.NullMarked;
