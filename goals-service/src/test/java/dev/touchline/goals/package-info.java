@NullMarked
package dev.touchline.goals;

import org.jspecify.annotations.NullMarked;
