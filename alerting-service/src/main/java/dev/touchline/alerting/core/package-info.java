/**
 * What makes a rating a coaching need: filters, their conditions, and the engine that judges. Pure functions over
 * immutable values; nothing here reads a clock, a store or a network.
 */
@NullMarked
package dev.touchline.alerting.core;

import org.jspecify.annotations.NullMarked;
