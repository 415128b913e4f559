/** Tests. */
@NullMarked
package dev.touchline.local.identity;

import org.jspecify.annotations.NullMarked;
