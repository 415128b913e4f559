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

    private final List<Instant> coachings;

    private Reference(String id, List<Rating> ratings, List<Edition> filters, List<Instant> coachings) {
        this.coachings = coachings;
        for (Rating rating : ratings) {
            filters.stream()
                    .filter(filter -> filter.id().equals(id))
                    .filter(filter -> !filter.effectiveFrom().isAfter(rating.receivedAt()))
                    .max(Comparator.comparing(Edition::version))
                    .filter(Filter.class::isInstance)
                    .map(Filter.class::cast)
                    .filter(judge -> judge.definition().enabled())
                    .filter(judge -> judge.definition().topics().contains(rating.topic()))
                    .filter(judge -> judge.definition().scope().covers(rating))
                    .ifPresent(judge -> all.add(new Judged(rating, judge)));
        }
        all.sort(Comparator.comparing(Judged::at)
                .thenComparing(one -> one.rating().response().responseId()));
    }

    static Map<String, Map<ResponseKey, Map<ResponseKey, Ledger.Stand>>> needs(
            List<Rating> ratings, List<Edition> filters) {
        return needs(ratings, filters, List.of());
    }

    static Map<String, Map<ResponseKey, Map<ResponseKey, Ledger.Stand>>> needs(
            List<Rating> ratings, List<Edition> filters, List<Instant> coachings) {
        Map<String, Map<ResponseKey, Map<ResponseKey, Ledger.Stand>>> all = new TreeMap<>();
        filters.stream().map(Edition::id).distinct().forEach(id -> {
            var needs = new Reference(id, ratings, filters, coachings).needs();
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
            case Condition.Best best -> one.rating().score() >= best.scoreAtLeast();
            case Condition.Recovered recovered -> one.rating().score() > recovered.scoreAtMost();
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
            case Condition.Best best -> true;
            case Condition.Recovered recovered -> false;
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
            case Condition.Best best -> isRecord(i, best) ? Set.of(i) : Set.of();
            case Condition.Recovered recovered -> recoveredAt(i, recovered) == i ? Set.of(i) : Set.of();
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
        return seen(i).stream().filter(j -> usual(all.get(j), statistic) > 0).toList();
    }

    private List<Integer> seen(int i) {
        List<Integer> seen = new ArrayList<>();
        for (int j = i; j >= 0; j--) {
            Judged other = all.get(j);
            boolean kept = speaks(other, other.when()) || counted(other, other.when()) || tallied(other, other.when());
            if (kept && other.judge().version() != all.get(i).judge().version()) {
                break;
            }
            if (kept) {
                seen.addFirst(j);
            }
        }
        return seen;
    }

    private static boolean tallied(Judged one, Condition when) {
        return switch (when) {
            case Condition.Statistic statistic -> usual(one, statistic) > 0;
            case Condition.Best best -> true;
            case Condition.Recovered recovered -> true;
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
                && odds >= all.get(i).judge().definition().topics().size() / share.falseAlarm()
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

    /** Whether the days up to that index are better than every stretch that was over before they began. */
    private boolean isRecord(int i, Condition.Best best) {
        long within = best.within().toDays();
        LocalDate today = day(i);
        List<Integer> now = stretch(i, today, within);
        if (!speaks(all.get(i), best) || now.size() < best.minResponses()) {
            return false;
        }
        boolean any = false;
        LocalDate end = day(seen(i).getFirst());
        for (; !end.isAfter(today.minusDays(within)); end = end.plusDays(1)) {
            List<Integer> then = stretch(i, end, within);
            if (then.size() >= best.minResponses()) {
                any = true;
                if (sum(now) * then.size() <= sum(then) * now.size()) {
                    return false;
                }
            }
        }
        return any;
    }

    private List<Integer> stretch(int i, LocalDate end, long within) {
        return seen(i).stream()
                .filter(j -> !day(j).isAfter(end) && day(j).isAfter(end.minusDays(within)))
                .toList();
    }

    private long sum(List<Integer> indexes) {
        return indexes.stream()
                .mapToLong(j -> Math.round(all.get(j).rating().score() * 100))
                .sum();
    }

    /** Where the agent is praised for what became of the last coaching before that index; -1 for nowhere. */
    private int recoveredAt(int i, Condition.Recovered recovered) {
        Optional<Instant> coaching = coachedBefore(i);
        if (coaching.isEmpty()) {
            return -1;
        }
        LocalDate coached = LocalDate.ofInstant(coaching.get(), ZoneOffset.UTC);
        long within = recovered.within().toDays();
        int n = 0;
        int poor = 0;
        int before = 0;
        int poorBefore = 0;
        for (int j : seen(i)) {
            boolean isPoor = all.get(j).rating().score() <= recovered.scoreAtMost();
            if (coachedBefore(j).equals(coaching)) {
                n++;
                poor += isPoor ? 1 : 0;
                boolean fires = !isPoor
                        && !day(j).isAfter(coached.plusDays(within))
                        && Math.min(n, before) >= recovered.minResponses()
                        && new Precision(n, poor).interval().high()
                                < new Precision(before, poorBefore).interval().low();
                if (fires) {
                    return j;
                }
            } else if (day(j).isAfter(coached.minusDays(within))) {
                before++;
                poorBefore += isPoor ? 1 : 0;
            }
        }
        return -1;
    }

    private Optional<Instant> coachedBefore(int i) {
        return coachings.stream().filter(at -> !at.isAfter(all.get(i).at())).max(Comparator.naturalOrder());
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
            case Condition.Best best -> false;
            case Condition.Recovered recovered -> false;
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
