package dev.touchline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class HeldProperties {
    @Property(tries = 500)
    void theShortWayToTheReasonSaysWhatTheWalkSays(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) {
        // given ratings mostly in order, some late, some revised, beside a coaching
        Random random = new Random(seed);
        Filter filter = Some.filter(condition(random), Duration.ofHours(random.nextInt(3)));
        AlertEngine engine = new AlertEngine(Some.GRACE);
        AgentTopicHistory history = AgentTopicHistory.EMPTY;
        Map<String, Instant> heard = new HashMap<>();
        for (int i = 0; i < size; i++) {
            if (random.nextInt(20) == 0) {
                history = engine.coached(history, Some.hour(5 * i)).history();
            }
            String id = "r" + (random.nextInt(5) == 0 ? random.nextInt(size) : i);
            Rating plain = Some.rating(
                    id, Some.hour(5 * i - random.nextInt(4) / 3 * random.nextInt(30)), 25 * random.nextInt(5));
            Rating rating = Some.said(plain, Some.comment(plain));
            Track before = track(history);

            // when
            Decision decision =
                    engine.judge(history, arrival(rating, heard), FilterBook.of(List.of(filter)), Some.USUAL);
            history = decision.history();
            Track after = track(history);

            // then
            if (!(decision.verdict() instanceof Verdict.Late)) {
                heard.put(id, rating.respondedAt());
                assertThat(Held.why(filter.definition(), rating, before, after))
                        .isEqualTo(walked(filter, rating, after));
            }
        }
    }

    /** A track is not followed by a mark of its own. */
    private static Optional<String> walked(Filter filter, Rating rating, Track after) {
        return Held.why(filter.definition(), rating, after, after);
    }

    private static Arrival arrival(Rating rating, Map<String, Instant> heard) {
        return Optional.ofNullable(heard.get(rating.response().responseId()))
                .<Arrival>map(earlier -> new Arrival.Revised(rating, earlier))
                .orElseGet(() -> new Arrival.First(rating));
    }

    private static Track track(AgentTopicHistory history) {
        return history.tracks().getOrDefault("filter", Track.EMPTY);
    }

    private static Condition condition(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Condition.Best(75, 5, Duration.ofDays(14));
            case 1 -> new Condition.Recovered(25, 5, Duration.ofDays(14));
            default -> AlertEngineProperties.condition(random, 0);
        };
    }
}
