@NullMarked
package dev.touchline.goals.core;

import org.jspecify.annotations.NullMarked;
