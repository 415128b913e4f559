/** What goals-service answers over HTTP, and to whom. */
@NullMarked
package dev.touchline.goals.http;

import org.jspecify.annotations.NullMarked;
