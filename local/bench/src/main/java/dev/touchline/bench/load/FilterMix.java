package dev.touchline.bench.load;

import dev.touchline.alerting.core.Bound;
import dev.touchline.alerting.core.Condition;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.Kind;
import dev.touchline.alerting.core.Phrases;
import dev.touchline.alerting.core.Scope;
import dev.touchline.alerting.core.Severity;
import dev.touchline.alerting.core.Words;
import dev.touchline.bench.stack.Teams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The filters of a large contact center: of every kind, each on one topic; one in ten looks at the whole organisation,
 * the others at four of its fifty teams. About five of the two hundred apply to a rating.
 */
public final class FilterMix {
    /** How many there are. */
    public static final int SIZE = 200;

    /** What the demo's responses rate. */
    public static final List<String> TOPICS =
            List.of("product-knowledge", "resolution", "courtesy", "clarity", "effort", "wait-time", "overall");

    private static final int EVERYWHERE = SIZE / 10;
    private static final int TEAMS_EACH = 4;
    private static final double POOR = 50;

    private FilterMix() {}

    /** Those that apply to responses of the bench's teams. */
    public static List<Filter> ours(Instant effectiveFrom) {
        return IntStream.range(0, SIZE)
                .mapToObj(i -> filter("mix-%03d".formatted(i), i, scope(i), effectiveFrom))
                .toList();
    }

    /** As many others on the same topics, for teams that nobody works in. */
    public static List<Filter> foreign(int count, Instant effectiveFrom) {
        return IntStream.range(0, count)
                .mapToObj(i -> filter(
                        "foreign-%04d".formatted(i),
                        i,
                        new Scope(Set.of("elsewhere-%03d".formatted(i % 200)), Set.of()),
                        effectiveFrom))
                .toList();
    }

    private static Scope scope(int i) {
        List<String> teams = new ArrayList<>();
        for (int n = 0; n < TEAMS_EACH; n++) {
            teams.add(Teams.team((i * TEAMS_EACH + n) % Teams.TEAMS));
        }
        return i < EVERYWHERE ? Scope.EVERYWHERE : new Scope(Set.copyOf(teams), Set.of());
    }

    private static Filter filter(String id, int i, Scope scope, Instant effectiveFrom) {
        Definition definition = new Definition(
                "Mixed " + id,
                Kind.COACHING,
                Set.of(TOPICS.get(i % TOPICS.size())),
                true,
                scope,
                condition(i % 10),
                Duration.ofHours(8),
                Duration.ofDays(2),
                Severity.NORMAL);
        return new Filter(id, 1, effectiveFrom, definition);
    }

    private static Condition condition(int kind) {
        return switch (kind) {
            case 0 -> new Condition.Each(new Bound.AtMost(0));
            case 1 -> new Condition.Each(new Bound.AtMost(25));
            case 2 -> count(3, Duration.ofDays(1));
            case 3 -> count(5, Duration.ofDays(7));
            case 4 -> count(8, Duration.ofDays(14));
            case 5 -> new Condition.Share(POOR, 0.4, 10, Duration.ofDays(14), 0.001);
            case 6 -> new Condition.Shift(POOR, 3, 20_000);
            case 7 -> keyword();
            case 8 -> new Condition.All(List.of(new Condition.Each(new Bound.AtMost(POOR)), keyword()));
            default ->
                new Condition.Any(List.of(new Condition.Each(new Bound.AtMost(0)), count(4, Duration.ofDays(3))));
        };
    }

    private static Condition count(int atLeast, Duration within) {
        return new Condition.Count(POOR, atLeast, within);
    }

    private static Condition keyword() {
        return new Condition.Keyword(
                Phrases.of(List.of("rude", "did not know", "wrong plan", "complaint", "cancel", "useless", "hung up")),
                Set.of(Words.Place.COMMENT));
    }
}
