/** Rows and SQL of coaching-service: every statement stands beside the index that it relies on. */
@NullMarked
package dev.touchline.coaching.store;

import org.jspecify.annotations.NullMarked;
