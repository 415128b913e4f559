@NullMarked
package dev.touchline.coaching.core.webhook;

import org.jspecify.annotations.NullMarked;
