/** Who works where and when: agents, teams, aliases, and the attribution of a response to one of them. */
@NullMarked
package dev.touchline.feedback.core.roster;

import org.jspecify.annotations.NullMarked;
