/** The service's own database: JDBI over a pool that may be away at start. */
@NullMarked
package dev.touchline.kit.store;

import org.jspecify.annotations.NullMarked;
