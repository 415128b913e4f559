/** What a survey response is, when it is acceptable, what it scores. Pure Java: decides, never calls out. */
@NullMarked
package dev.touchline.feedback.core;

import org.jspecify.annotations.NullMarked;
