@NullMarked
package dev.touchline.coaching.core.effect;

import org.jspecify.annotations.NullMarked;
