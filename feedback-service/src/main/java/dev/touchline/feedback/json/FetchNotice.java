package dev.touchline.feedback.json;

/**
 * Word of a response whose answers are to be fetched at the platform.
 *
 * @param surveyId as the platform calls it
 * @param responseId as the platform calls it
 */
public record FetchNotice(Envelope envelope, long mappingVersion, String surveyId, String responseId) {
    /** Why it is in quarantine. */
    public static final String REASON = "fetch-back";
}
