/** What was not the agent's doing, and whose it is to mend. */
@NullMarked
package dev.touchline.coaching.core.triage;

import org.jspecify.annotations.NullMarked;
