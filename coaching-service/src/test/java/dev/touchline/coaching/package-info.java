@NullMarked
package dev.touchline.coaching;

import org.jspecify.annotations.NullMarked;
