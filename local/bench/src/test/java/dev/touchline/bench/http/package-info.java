@NullMarked
package dev.touchline.bench.http;

import org.jspecify.annotations.NullMarked;
