@NullMarked
package dev.touchline.alerting.core;

import org.jspecify.annotations.NullMarked;
