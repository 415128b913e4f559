/** The HTTP surface: ingest, sources, roster, quarantine. */
@NullMarked
package dev.touchline.feedback.http;

import org.jspecify.annotations.NullMarked;
