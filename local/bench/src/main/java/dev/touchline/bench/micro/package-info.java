/** JMH benchmarks of the cores. */
@NullMarked
package dev.touchline.bench.micro;

import org.jspecify.annotations.NullMarked;
