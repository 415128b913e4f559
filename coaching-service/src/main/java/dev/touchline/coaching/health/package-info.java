/** What ready and degraded mean for coaching-service. */
@NullMarked
package dev.touchline.coaching.health;

import org.jspecify.annotations.NullMarked;
