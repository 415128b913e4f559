@NullMarked
package dev.touchline.coaching.config;

import org.jspecify.annotations.NullMarked;
