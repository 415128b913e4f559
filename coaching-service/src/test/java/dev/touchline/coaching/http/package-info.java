@NullMarked
package dev.touchline.coaching.http;

import org.jspecify.annotations.NullMarked;
