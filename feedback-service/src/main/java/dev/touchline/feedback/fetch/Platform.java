package dev.touchline.feedback.fetch;

import dev.touchline.feedback.core.fetch.FetchResult;

/** A platform that can be asked for answers. */
@FunctionalInterface
public interface Platform {
    /** Asks once and waits for the answer; throws nothing but for an interrupt. */
    FetchResult fetch(FetchTarget target, String surveyId, String responseId) throws InterruptedException;
}
