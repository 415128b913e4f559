@NullMarked
package dev.touchline.goals.http;

import org.jspecify.annotations.NullMarked;
