@NullMarked
package dev.touchline.backing;

import org.jspecify.annotations.NullMarked;
