/** Tests. */
@NullMarked
package dev.touchline.local.replay;

import org.jspecify.annotations.NullMarked;
