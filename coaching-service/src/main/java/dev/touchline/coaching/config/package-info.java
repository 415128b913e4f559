/** The settings of coaching-service, typed and documented. */
@NullMarked
package dev.touchline.coaching.config;

import org.jspecify.annotations.NullMarked;
