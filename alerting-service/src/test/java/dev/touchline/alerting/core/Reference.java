package dev.touchline.alerting.core;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The same question answered the slow way, written from the description and not from the engine: sort everything, look
 * at every pair.
 */
final class Reference {
    private record Judged(Rating rating, Filter judge) {
        Condition when() {
            return judge.definition().when();
        }

        Instant at() {
            return rating.respondedAt();
        }
    }

    private final List<Judged> all = new ArrayList<>();

    private Reference(String id, List<Rating> ratings, List<Edition> filters) {
        for (Rating rating : ratings) {
            filters.stream()
                    .filter(filter -> filter.id().equals(id))
                    .filter(filter -> !filter.effectiveFrom().isAfter(rating.receivedAt()))
                    .max(Comparator.comparing(Edition::version))
                    .filter(Filter.class::isInstance)
                    .map(Filter.class::cast)
                    .filter(judge -> judge.definition().enabled())
                    .filter(judge -> judge.definition().topics().contains(rating.topic()))
                    .ifPresent(judge -> all.add(new Judged(rating, judge)));
        }
        all.sort(Comparator.comparing(Judged::at)
                .thenComparing(one -> one.rating().response().responseId()));
    }

    static Map<String, Map<ResponseKey, Map<ResponseKey, Ledger.Stand>>> needs(
            List<Rating> ratings, List<Edition> filters) {
        Map<String, Map<ResponseKey, Map<ResponseKey, Ledger.Stand>>> all = new TreeMap<>();
        filters.stream().map(Edition::id).distinct().forEach(id -> {
            var needs = new Reference(id, ratings, filters).needs();
            if (!needs.isEmpty()) {
                all.put(id, needs);
            }
        });
        return all;
    }

    private Map<ResponseKey, Map<ResponseKey, Ledger.Stand>> needs() {
        Map<ResponseKey, Map<ResponseKey, Ledger.Stand>> needs = new TreeMap<>();
        Optional<Judged> stands = Optional.empty();
        for (int i = 0; i < all.size(); i++) {
            Judged now = all.get(i);
            if (!speaks(now, now.when())) {
                continue;
            }
            boolean cooling = stands.filter(cause -> now.at()
                            .isBefore(cause.at().plus(cause.judge().definition().cooldown())))
                    .isPresent();
            Set<Integer> evidence = evidence(i, now.when());
            boolean fires = !evidence.isEmpty();
            boolean episode = lasts(now.when())
                    && stands.filter(cause -> lasts(cause.when())).isPresent();
            if (cooling || (fires && episode)) {
                add(needs, stands.orElseThrow(), Set.of(i));
            } else if (fires) {
                stands = Optional.of(now);
                add(needs, now, evidence);
            } else {
                stands = Optional.empty();
            }
        }
        return needs;
    }

    private static boolean speaks(Judged one, Condition when) {
        return switch (when) {
            case Condition.Each each -> each.bound().holds(one.rating().score());
            case Condition.Count count -> one.rating().score() <= count.scoreAtMost();
            case Condition.Keyword keyword -> says(one, keyword);
            case Condition.Statistic statistic ->
                one.rating().score() <= statistic.scoreAtMost() && usual(one, statistic) > 0;
            case Condition.All parts -> parts.of().stream().allMatch(part -> speaks(one, part));
            case Condition.Any parts -> parts.of().stream().anyMatch(part -> speaks(one, part));
        };
    }

    /** The words of these tests are so plain that looking for them is too. */
    private static boolean says(Judged one, Condition.Keyword keyword) {
        return keyword.anyOf().all().contains(Some.comment(one.rating()));
    }

    private static boolean lasts(Condition when) {
        return switch (when) {
            case Condition.Count count -> true;
            case Condition.Each each -> false;
            case Condition.Keyword keyword -> false;
            case Condition.Share share -> true;
            case Condition.Shift shift -> false;
            case Condition.All parts -> parts.of().stream().anyMatch(Reference::lasts);
            case Condition.Any parts -> parts.of().stream().allMatch(Reference::lasts);
        };
    }

    /** Indexes of what makes the condition fire at that index; empty when it does not. */
    private Set<Integer> evidence(int i, Condition when) {
        return switch (when) {
            case Condition.Each each -> speaks(all.get(i), each) ? Set.of(i) : Set.of();
            case Condition.Keyword keyword -> speaks(all.get(i), keyword) ? Set.of(i) : Set.of();
            case Condition.Count count -> window(i, count);
            case Condition.Share share -> share(i, share);
            case Condition.Shift shift -> shift(i, shift);
            case Condition.All parts -> {
                Set<Integer> together = new TreeSet<>();
                for (Condition part : parts.of()) {
                    Set<Integer> one = evidence(i, part);
                    if (one.isEmpty()) {
                        yield Set.of();
                    }
                    together.addAll(one);
                }
                yield together;
            }
            case Condition.Any parts -> {
                Set<Integer> most = Set.of();
                for (Condition part : parts.of()) {
                    Set<Integer> one = evidence(i, part);
                    most = one.size() > most.size() ? one : most;
                }
                yield most;
            }
        };
    }

    private Set<Integer> window(int i, Condition.Count count) {
        Set<Integer> window = new TreeSet<>();
        for (int j = 0; j <= i; j++) {
            Judged other = all.get(j);
            if (other.at().isAfter(all.get(i).at().minus(count.within()))
                    && other.rating().score() <= count.scoreAtMost()
                    && counted(other, other.when())) {
                window.add(j);
            }
        }
        boolean itself = all.get(i).rating().score() <= count.scoreAtMost();
        return itself && window.size() >= count.atLeast() ? window : Set.of();
    }

    /** Usual chance in thousandths; 0 when not known. */
    private static int usual(Judged one, Condition.Statistic statistic) {
        return Some.USUAL
                .of(one.rating())
                .map(usual -> usual.poor(statistic.scoreAtMost()).orElse(0))
                .orElse(0);
    }

    /** What the statistic has seen at that index: since another version had a say, and where something is usual. */
    private List<Integer> seen(int i, Condition.Statistic statistic) {
        List<Integer> seen = new ArrayList<>();
        for (int j = i; j >= 0; j--) {
            Judged other = all.get(j);
            boolean kept = speaks(other, other.when()) || counted(other, other.when()) || tallied(other, other.when());
            if (kept && other.judge().version() != all.get(i).judge().version()) {
                break;
            }
            if (kept && usual(other, statistic) > 0) {
                seen.addFirst(j);
            }
        }
        return seen;
    }

    private static boolean tallied(Judged one, Condition when) {
        return switch (when) {
            case Condition.Statistic statistic -> usual(one, statistic) > 0;
            case Condition.All parts -> parts.of().stream().anyMatch(part -> tallied(one, part));
            case Condition.Any parts -> parts.of().stream().anyMatch(part -> tallied(one, part));
            case Condition.Count count -> false;
            case Condition.Each each -> false;
            case Condition.Keyword keyword -> false;
        };
    }

    private Set<Integer> share(int i, Condition.Share share) {
        LocalDate today = day(i);
        double odds = 1;
        int n = 0;
        int poor = 0;
        List<Integer> window = new ArrayList<>();
        for (int j : seen(i, share)) {
            if (day(j).isAfter(today.minusDays(share.within().toDays()))) {
                window.add(j);
            }
            if (YearMonth.from(day(j)).equals(YearMonth.from(today))) {
                double p0 = usual(all.get(j), share) / 1000.0;
                double tripled = 3 * p0 / (1 + 2 * p0);
                double guess = Math.max(p0, (20 * tripled + poor) / (20.0 + n));
                boolean isPoor = speaks(all.get(j), share);
                odds *= isPoor ? guess / p0 : (1 - guess) / (1 - p0);
                n++;
                poor += isPoor ? 1 : 0;
            }
        }
        Set<Integer> bad = new TreeSet<>(window);
        bad.removeIf(j -> !speaks(all.get(j), share));
        boolean fires = speaks(all.get(i), share)
                && odds >= 1 / share.falseAlarm()
                && window.size() >= share.minResponses()
                && bad.size() > share.above() * window.size();
        return fires ? bad : Set.of();
    }

    private Set<Integer> shift(int i, Condition.Shift shift) {
        double sum = 0;
        boolean fires = false;
        Set<Integer> run = new TreeSet<>();
        for (int j : seen(i, shift)) {
            if (fires || sum <= 0) {
                sum = 0;
                run.clear();
            }
            int usual = usual(all.get(j), shift);
            double p0 = usual / 1000.0;
            double p1 = shift.oddsRatio() * p0 / (1 + p0 * (shift.oddsRatio() - 1));
            boolean poor = speaks(all.get(j), shift);
            sum += poor ? Math.log(p1 / p0) : Math.log((1 - p1) / (1 - p0));
            if (poor) {
                run.add(j);
            }
            fires = poor && sum >= RunLength.threshold(usual, shift.oddsRatio(), shift.falseAlarmEvery());
        }
        Instant reach = all.get(i).at().minus(Limits.WITHIN);
        run.removeIf(j -> !all.get(j).at().isAfter(reach));
        return fires && speaks(all.get(i), shift) ? run : Set.of();
    }

    private LocalDate day(int i) {
        return LocalDate.ofInstant(all.get(i).at(), ZoneOffset.UTC);
    }

    private static boolean counted(Judged one, Condition when) {
        return switch (when) {
            case Condition.Count count -> one.rating().score() <= count.scoreAtMost();
            case Condition.Each each -> false;
            case Condition.Keyword keyword -> false;
            case Condition.Statistic statistic -> speaks(one, statistic);
            case Condition.All parts -> parts.of().stream().anyMatch(part -> counted(one, part));
            case Condition.Any parts -> parts.of().stream().anyMatch(part -> counted(one, part));
        };
    }

    private void add(Map<ResponseKey, Map<ResponseKey, Ledger.Stand>> needs, Judged cause, Set<Integer> evidence) {
        var standing = needs.computeIfAbsent(cause.rating().response(), none -> new TreeMap<>());
        for (int index : evidence) {
            Rating rating = all.get(index).rating();
            standing.put(rating.response(), new Ledger.Stand(rating.respondedAt(), rating.score()));
        }
    }
}
