/** Whether this service can do its main job. */
@NullMarked
package dev.touchline.feedback.health;

import org.jspecify.annotations.NullMarked;
