/**
 * When a goal is suggested, what makes it SMART and how it may move: plain Java, no framework, no clock, no database.
 */
@NullMarked
package dev.touchline.goals.core;

import org.jspecify.annotations.NullMarked;
