@NullMarked
package dev.touchline.goals.store;

import org.jspecify.annotations.NullMarked;
