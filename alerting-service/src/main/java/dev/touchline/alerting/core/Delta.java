package dev.touchline.alerting.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What has to be said so that those who heard of the needs before know the needs after.
 *
 * @param left how many ratings speak for the need once all of this is said
 * @param why it was raised, when it was
 */
record Delta(NeedChange.Type type, Need need, List<Mark> evidence, int left, Optional<Reason> why) {
    static Delta raised(Need need, List<Mark> evidence, Reason why) {
        return new Delta(NeedChange.Type.RAISED, need, evidence, need.evidence(), Optional.of(why));
    }

    static Delta added(Need need, List<Mark> evidence) {
        return new Delta(NeedChange.Type.EVIDENCE_ADDED, need, evidence, need.evidence(), Optional.empty());
    }

    /** Withdrawals come first, so that a rating which changes its need is taken away before it is given. */
    static List<Delta> between(List<Walk.NetNeed> before, List<Walk.NetNeed> after) {
        Map<ResponseKey, Walk.NetNeed> known = byCause(before);
        Map<ResponseKey, Walk.NetNeed> wanted = byCause(after);
        List<Delta> deltas = new ArrayList<>();
        for (Walk.NetNeed old : before) {
            withdrawn(old, Optional.ofNullable(wanted.get(old.need().cause()))).ifPresent(deltas::add);
        }
        for (Walk.NetNeed now : after) {
            given(Optional.ofNullable(known.get(now.need().cause())), now).ifPresent(deltas::add);
        }
        return deltas;
    }

    private static Optional<Delta> withdrawn(Walk.NetNeed old, Optional<Walk.NetNeed> now) {
        Map<ResponseKey, Mark> kept = now.map(Delta::byResponse).orElse(Map.of());
        List<Mark> gone = old.evidence().stream()
                .filter(mark -> !kept.containsKey(mark.response()))
                .toList();
        Need need = now.orElse(old).need();
        int left = old.need().evidence() - gone.size();
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of(new Delta(NeedChange.Type.WITHDRAWN, need, gone, left, Optional.empty()));
    }

    private static Optional<Delta> given(Optional<Walk.NetNeed> old, Walk.NetNeed now) {
        if (old.isEmpty()) {
            return Optional.of(raised(now.need(), now.evidence(), now.why().orElseThrow()));
        }
        Map<ResponseKey, Mark> had = byResponse(old.get());
        List<Mark> added = now.evidence().stream()
                .filter(mark -> Optional.ofNullable(had.get(mark.response()))
                        .filter(mark::sameEvidence)
                        .isEmpty())
                .toList();
        return added.isEmpty() ? Optional.empty() : Optional.of(added(now.need(), added));
    }

    private static Map<ResponseKey, Walk.NetNeed> byCause(List<Walk.NetNeed> needs) {
        return needs.stream().collect(Collectors.toMap(net -> net.need().cause(), Function.identity()));
    }

    private static Map<ResponseKey, Mark> byResponse(Walk.NetNeed net) {
        Map<ResponseKey, Mark> marks = HashMap.newHashMap(net.evidence().size());
        net.evidence().forEach(mark -> marks.put(mark.response(), mark));
        return marks;
    }
}
