/** A small OIDC issuer with fixed personas, for one machine's loopback only; never part of a service's package. */
@NullMarked
package dev.touchline.local.identity;

import org.jspecify.annotations.NullMarked;
