/** Tests. */
@NullMarked
package dev.touchline.local.reconcile;

import org.jspecify.annotations.NullMarked;
