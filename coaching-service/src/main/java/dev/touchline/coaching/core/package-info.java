/**
 * The rules of the queue: what a need does to the items and which steps an item may take. Knows only {@code java.*}.
 */
@NullMarked
package dev.touchline.coaching.core;

import org.jspecify.annotations.NullMarked;
