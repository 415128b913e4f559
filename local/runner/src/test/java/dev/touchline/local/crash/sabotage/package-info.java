/** Breaks one promise of the product on purpose, so that the check which guards it can be seen to fail. */
@NullMarked
package dev.touchline.local.crash.sabotage;

import org.jspecify.annotations.NullMarked;
