/** Secrets of others that a service has to keep and use, sealed. */
@NullMarked
package dev.touchline.kit.secret;

import org.jspecify.annotations.NullMarked;
