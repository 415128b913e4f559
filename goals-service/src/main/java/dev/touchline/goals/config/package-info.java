/** Settings of the service, typed and documented. */
@NullMarked
package dev.touchline.goals.config;

import org.jspecify.annotations.NullMarked;
