package dev.touchline.coaching.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Why an item stands, from one filter's latest standing need, or from the agent's own wish.
 *
 * @param seq the need's last applied sequence number
 * @param raisedAt event time of the need's cause
 */
public record Reason(UUID needId, long seq, Severity severity, Instant raisedAt, Why why) {

    /** Strongest first: severity, then how many met the bar, then who was first; the id makes the order total. */
    static final Comparator<Reason> STRONGEST_FIRST = Comparator.comparing(Reason::severity)
            .thenComparing(reason -> reason.why().poor())
            .reversed()
            .thenComparing(Reason::raisedAt)
            .thenComparing(Reason::needId);

    /** These reasons with the new one in place of its filter's earlier word, strongest first; every wish is its own. */
    static List<Reason> withLatest(List<Reason> reasons, Reason latest) {
        List<Reason> all = new ArrayList<>(reasons);
        all.removeIf(reason -> reason.needId().equals(latest.needId())
                || reason.why().origin().isSameVoiceAs(latest.why().origin()));
        all.add(latest);
        all.sort(STRONGEST_FIRST);
        return List.copyOf(all);
    }

    /** Of each filter the latest word among these needs, and every wish, strongest first. */
    static List<Reason> latestPerFilter(List<Need> needs) {
        return needs.stream()
                .map(Need::reason)
                .sorted(Comparator.comparingLong(Reason::seq))
                .reduce(List.of(), Reason::withLatest, (_, last) -> last);
    }
}
