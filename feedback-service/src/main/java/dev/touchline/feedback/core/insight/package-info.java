/** Figures about many ratings: how good, how poor, how sure. Pure arithmetic. */
@NullMarked
package dev.touchline.feedback.core.insight;

import org.jspecify.annotations.NullMarked;
