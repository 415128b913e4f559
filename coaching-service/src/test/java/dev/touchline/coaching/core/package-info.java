@NullMarked
package dev.touchline.coaching.core;

import org.jspecify.annotations.NullMarked;
