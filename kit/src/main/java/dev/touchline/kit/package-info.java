/**
 * Shared plumbing of the services, free of domain: the day it wants to know an agent or a rating, that piece moves to a
 * service.
 */
@NullMarked
package dev.touchline.kit;

import org.jspecify.annotations.NullMarked;
