/**
 * Kills the processes of a whole stack while responses pour in, and compares what stands afterwards with an independent
 * oracle.
 */
@NullMarked
package dev.touchline.local.crash;

import org.jspecify.annotations.NullMarked;
