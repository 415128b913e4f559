package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.List;

/**
 * What the first word of a response adds to a history: enough to add it again, without the rating.
 *
 * @param closedBefore older event times are late from then on
 * @param marks of the rating, one a filter that marked it
 */
public record Appended(Instant closedBefore, List<Mark> marks) {
    public Appended {
        marks = List.copyOf(marks);
    }
}
