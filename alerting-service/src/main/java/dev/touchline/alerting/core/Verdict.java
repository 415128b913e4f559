package dev.touchline.alerting.core;

import java.time.Duration;
import java.util.List;

/** What became of a rating. */
public sealed interface Verdict {
    /** No filter in force marks it. */
    record Clear() implements Verdict {}

    /** These filters marked it; whether a need follows is in the changes. */
    record Marked(List<String> filterIds) implements Verdict {}

    /** It came after the grace, by that much, and changes nothing. */
    record Late(Duration by) implements Verdict {}
}
