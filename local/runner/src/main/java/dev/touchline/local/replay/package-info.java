/** Posts past responses from a CSV or NDJSON file through a mapping of its columns. */
@NullMarked
package dev.touchline.local.replay;

import org.jspecify.annotations.NullMarked;
