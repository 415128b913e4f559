/** What platforms and QA know of agents besides the customers' answers. */
@NullMarked
package dev.touchline.feedback.core.metric;

import org.jspecify.annotations.NullMarked;
