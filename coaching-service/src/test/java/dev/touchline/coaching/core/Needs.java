package dev.touchline.coaching.core;

import dev.touchline.coaching.core.NeedEvent.EvidenceAdded;
import dev.touchline.coaching.core.NeedEvent.Facts;
import dev.touchline.coaching.core.NeedEvent.Raised;
import dev.touchline.coaching.core.NeedEvent.Withdrawn;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Needs for tests: need {@code n} belongs to filter {@code n % 3}, response {@code r} was answered in minute {@code r}.
 */
final class Needs {
    static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    static final Duration FRESH_FOR = Duration.ofHours(2);

    /** Of somebody who holds nothing. */
    static final WorkInProgress ROOM = new WorkInProgress(0, 10);

    private Needs() {}

    static UUID id(int need) {
        return new UUID(0, need);
    }

    static ResponseRef ref(int response) {
        return new ResponseRef("demo", "r-" + response);
    }

    static Raised raised(int need, long seq, Integer... responses) {
        return raised(need, seq, List.of(responses), List.of(responses));
    }

    static Raised raised(int need, long seq, Collection<Integer> responses, Collection<Integer> all) {
        return new Raised(facts(need, all), seq, evidence(responses));
    }

    static EvidenceAdded added(int need, long seq, Collection<Integer> responses, Collection<Integer> all) {
        return new EvidenceAdded(facts(need, all), seq, evidence(responses));
    }

    static Withdrawn withdrawn(int need, long seq, Integer... responses) {
        return withdrawn(need, seq, List.of(responses), List.of());
    }

    static Withdrawn withdrawn(int need, long seq, Collection<Integer> responses, Collection<Integer> left) {
        return new Withdrawn(facts(need, left.isEmpty() ? responses : left), seq, evidence(responses), left.size());
    }

    /** The need's description when {@code all} speaks for it. */
    static Facts facts(int need, Collection<Integer> all) {
        int filter = need % 3;
        int newest = all.stream().mapToInt(Integer::intValue).max().orElse(0);
        return new Facts(
                id(need),
                Kind.COACHING,
                Severity.values()[filter],
                new Agent("a-17", "Ada Moss"),
                "billing",
                "product-knowledge",
                new Why(new Why.Filter("f-" + filter, 1, "Filter " + filter), "Poor.", all.size(), all.size(), null),
                START,
                answered(newest).plus(FRESH_FOR));
    }

    static List<Evidence> evidence(Collection<Integer> responses) {
        return responses.stream()
                .map(response -> new Evidence(ref(response), 25, answered(response)))
                .toList();
    }

    static Instant answered(int response) {
        return START.plus(Duration.ofMinutes(response));
    }
}
