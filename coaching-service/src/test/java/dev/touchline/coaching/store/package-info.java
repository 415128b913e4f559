@NullMarked
package dev.touchline.coaching.store;

import org.jspecify.annotations.NullMarked;
