/** Tests. */
@NullMarked
package dev.touchline.local;

import org.jspecify.annotations.NullMarked;
