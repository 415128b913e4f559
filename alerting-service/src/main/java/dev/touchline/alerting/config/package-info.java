/** What can be set. */
@NullMarked
package dev.touchline.alerting.config;

import org.jspecify.annotations.NullMarked;
