/** Tests. */
@NullMarked
package dev.touchline.local.gateway;

import org.jspecify.annotations.NullMarked;
