/** Tests. */
@NullMarked
package dev.touchline.local.demo;

import org.jspecify.annotations.NullMarked;
