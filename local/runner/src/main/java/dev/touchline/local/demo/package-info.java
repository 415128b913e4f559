/** A believable organisation of 50 agents and the survey traffic that a platform would post for it. */
@NullMarked
package dev.touchline.local.demo;

import org.jspecify.annotations.NullMarked;
