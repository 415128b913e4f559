package dev.touchline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Applies changes as coaching does, and holds what follows: per filter and cause the evidence that stands. */
final class Ledger {
    /** Where and how a rating stands as evidence. */
    record Stand(Instant at, double score) {}

    private final Map<String, Map<ResponseKey, Map<ResponseKey, Stand>>> needs = new TreeMap<>();
    private long seq;
    private int changes;

    void apply(List<NeedChange> told) {
        for (NeedChange change : told) {
            assertThat(change.seq()).isGreaterThan(seq);
            seq = change.seq();
            changes++;
            apply(change);
        }
    }

    /** How many changes were told in all. */
    int changes() {
        return changes;
    }

    Map<String, Map<ResponseKey, Map<ResponseKey, Stand>>> needs() {
        return needs;
    }

    private void apply(NeedChange change) {
        var ofFilter = needs.computeIfAbsent(change.need().filter().id(), none -> new TreeMap<>());
        ResponseKey cause = change.need().cause();
        switch (change.type()) {
            case RAISED -> {
                assertThat(ofFilter).as("raised once").doesNotContainKey(cause);
                ofFilter.put(cause, new TreeMap<>());
                give(change, ofFilter.get(cause));
            }
            case EVIDENCE_ADDED -> {
                assertThat(ofFilter).as("evidence of a need that stands").containsKey(cause);
                give(change, ofFilter.getOrDefault(cause, new TreeMap<>()));
            }
            case WITHDRAWN -> {
                assertThat(ofFilter).as("withdrawn from a need that stands").containsKey(cause);
                Map<ResponseKey, Stand> standing = ofFilter.getOrDefault(cause, new TreeMap<>());
                change.evidence()
                        .forEach(mark ->
                                assertThat(standing.remove(mark.response())).isNotNull());
            }
        }
        int left = ofFilter.getOrDefault(cause, Map.of()).size();
        assertThat(change.evidenceLeft()).as("evidence left").isEqualTo(left);
        if (left == 0) {
            ofFilter.remove(cause);
        }
        if (ofFilter.isEmpty()) {
            needs.remove(change.need().filter().id());
        }
    }

    private static void give(NeedChange change, Map<ResponseKey, Stand> standing) {
        change.evidence().forEach(mark -> standing.put(mark.response(), new Stand(mark.respondedAt(), mark.score())));
    }
}
