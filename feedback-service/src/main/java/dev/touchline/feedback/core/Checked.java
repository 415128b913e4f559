package dev.touchline.feedback.core;

import java.util.List;

/** What became of one posted response. */
public sealed interface Checked {
    /** It is fine. */
    record Valid(SurveyResponse response) implements Checked {}

    /** It is not; {@code flaws} holds every reason and is never empty. */
    record Refused(List<Flaw> flaws) implements Checked {}
}
