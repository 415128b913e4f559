/**
 * Whether a coaching changed anything: what stands behind the verdict better, worse or inconclusive. Knows only
 * {@code java.*}; the reasoning is in docs/effect.md.
 */
@NullMarked
package dev.touchline.coaching.core.effect;

import org.jspecify.annotations.NullMarked;
