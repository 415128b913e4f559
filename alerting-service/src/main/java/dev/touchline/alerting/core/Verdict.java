package dev.touchline.alerting.core;

import java.time.Duration;
import java.util.List;

/** What became of a rating. */
public sealed interface Verdict {
    /** No filter in force marks it. */
    record Clear() implements Verdict {}

    /**
     * These filters marked it; whether a need follows is in the changes.
     *
     * @param muted flags that would have been
     */
    record Marked(List<String> filterIds, List<Muted> muted) implements Verdict {}

    /** A filter would have flagged, and a silence or a systemic cause speaks against it. */
    record Muted(String filterId, Reason because) {}

    /** It came after the grace, by that much, and changes nothing. */
    record Late(Duration by) implements Verdict {}
}
