@NullMarked
package dev.touchline.alerting.http;

import org.jspecify.annotations.NullMarked;
