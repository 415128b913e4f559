@NullMarked
package dev.touchline.coaching.webhook;

import org.jspecify.annotations.NullMarked;
