/** Problem details (RFC 9457), preconditions and paging, alike in every service. */
@NullMarked
package dev.touchline.kit.http;

import org.jspecify.annotations.NullMarked;
