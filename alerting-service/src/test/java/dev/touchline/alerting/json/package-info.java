@NullMarked
package dev.touchline.alerting.json;

import org.jspecify.annotations.NullMarked;
