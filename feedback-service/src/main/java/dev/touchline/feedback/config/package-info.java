/** The settings of this service. */
@NullMarked
package dev.touchline.feedback.config;

import org.jspecify.annotations.NullMarked;
