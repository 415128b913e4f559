package dev.touchline.alerting.core;

import java.util.ArrayList;
import java.util.List;

/** Numbers changes, gives each its reason, and cuts those with much evidence into several. */
final class Telling {
    private final long told;
    private final List<NeedChange> changes = new ArrayList<>();

    private Telling(long told) {
        this.told = told;
    }

    /** @param told number of the last change before these */
    static List<NeedChange> of(long told, List<Delta> deltas) {
        Telling telling = new Telling(told);
        deltas.forEach(telling::tell);
        return telling.changes;
    }

    private void tell(Delta delta) {
        int untold = delta.evidence().size();
        for (List<Mark> part : newestFirst(delta.evidence())) {
            boolean first = untold == delta.evidence().size();
            untold -= part.size();
            switch (delta.type()) {
                case RAISED -> {
                    if (first) {
                        add(
                                NeedChange.Type.RAISED,
                                delta,
                                part,
                                delta.left() - untold,
                                delta.why().orElseThrow());
                    } else {
                        add(NeedChange.Type.EVIDENCE_ADDED, delta, part, delta.left() - untold, again(delta, part));
                    }
                }
                case EVIDENCE_ADDED ->
                    add(NeedChange.Type.EVIDENCE_ADDED, delta, part, delta.left() - untold, again(delta, part));
                case WITHDRAWN -> {
                    Reason reason = new Reason.Corrected(part.size(), delta.left() + untold);
                    add(NeedChange.Type.WITHDRAWN, delta, part, delta.left() + untold, reason);
                }
            }
        }
    }

    private void add(NeedChange.Type type, Delta delta, List<Mark> evidence, int left, Reason reason) {
        changes.add(new NeedChange(type, told + changes.size() + 1, delta.need(), evidence, left, reason));
    }

    private static Reason again(Delta delta, List<Mark> part) {
        return new Reason.Again(part.getLast().given(), delta.need().evidence());
    }

    private static List<List<Mark>> newestFirst(List<Mark> evidence) {
        List<List<Mark>> parts = new ArrayList<>();
        for (int end = evidence.size(); end > 0; end -= parts.getLast().size()) {
            parts.add(evidence.subList(begin(evidence, end), end));
        }
        return parts;
    }

    /** Where a part begins that ends there and is as large as a part may be. */
    private static int begin(List<Mark> evidence, int end) {
        int begin = end - 1;
        int bytes = evidence.get(begin).bytes();
        while (begin > 0 && end - begin < NeedChange.MOST) {
            bytes += evidence.get(begin - 1).bytes();
            if (bytes > NeedChange.LARGEST) {
                break;
            }
            begin--;
        }
        return begin;
    }
}
