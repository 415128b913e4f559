@NullMarked
package dev.touchline.goals.health;

import org.jspecify.annotations.NullMarked;
