@NullMarked
package dev.touchline.bench;

import org.jspecify.annotations.NullMarked;
