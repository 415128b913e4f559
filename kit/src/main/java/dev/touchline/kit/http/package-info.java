/** Problem details (RFC 9457), preconditions, paging and what else HTTP asks for, alike in every service. */
@NullMarked
package dev.touchline.kit.http;

import org.jspecify.annotations.NullMarked;
