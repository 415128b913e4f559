/** Whether this instance can do its job. */
@NullMarked
package dev.touchline.goals.health;

import org.jspecify.annotations.NullMarked;
