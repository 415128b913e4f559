/** Mappings: read from YAML, compiled once, run on a platform's own payloads. */
@NullMarked
package dev.touchline.feedback.mapping;

import org.jspecify.annotations.NullMarked;
