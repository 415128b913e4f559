/** Tests. */
@NullMarked
package dev.touchline.local.deploy;

import org.jspecify.annotations.NullMarked;
