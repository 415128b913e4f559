package dev.touchline.feedback.store;

import dev.touchline.feedback.core.SurveyResponse;
import dev.touchline.feedback.json.Envelope;

/**
 * A response that waits for its agent.
 *
 * @param envelope as given at ingest; it stays the same when the response is released
 * @param reason why it waits
 */
record Parked(Envelope envelope, String reason, SurveyResponse response) {}
