package dev.touchline.local.crash;

import dev.touchline.local.crash.Difference.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Compares needs that should stand with those that do. */
final class Needs {
    private Needs() {}

    static List<Difference> compare(String where, Map<UUID, StandingNeed> expected, Map<UUID, StandingNeed> actual) {
        List<Difference> differences = new ArrayList<>();
        expected.forEach((id, need) -> {
            StandingNeed found = actual.get(id);
            if (found == null) {
                differences.add(new Difference(Sort.LOST, where, said(need)));
            } else if (!found.equals(need)) {
                differences.add(new Difference(
                        sort(need, found),
                        where,
                        "expected %s%n         found    %s".formatted(said(need), said(found))));
            }
        });
        actual.forEach((id, need) -> {
            if (!expected.containsKey(id)) {
                differences.add(new Difference(Sort.EXTRA, where, said(need)));
            }
        });
        return differences;
    }

    private static Sort sort(StandingNeed expected, StandingNeed found) {
        if (!found.evidence().keySet().containsAll(expected.evidence().keySet())) {
            return Sort.LOST;
        }
        return expected.evidence().keySet().containsAll(found.evidence().keySet()) ? Sort.CHANGED : Sort.EXTRA;
    }

    private static String said(StandingNeed need) {
        return "%s %s %s evidence=%s".formatted(need.id(), need.filterId(), need.place(), need.evidence());
    }
}
