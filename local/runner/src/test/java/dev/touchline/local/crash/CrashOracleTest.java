package dev.touchline.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.local.crash.Rule.Count;
import dev.touchline.local.crash.Rule.Each;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The oracle on cases small enough to be judged by hand. */
class CrashOracleTest {
    private static final String TOPIC = "courtesy";
    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final Each EACH = new Each("each", new TreeSet<>(List.of(TOPIC)), 25, Duration.ofHours(1));
    private static final Count COUNT =
            new Count("count", new TreeSet<>(List.of(TOPIC)), 25, 3, Duration.ofMinutes(30), Duration.ofMinutes(20));

    @Test
    void aPoorRatingWithinTheCooldownJoinsAndOneAtItsEndCausesAnother() {
        List<Posted> posts = List.of(rated("r1", 0, 1), rated("r2", 59, 2), rated("r3", 60, 1), rated("r4", 61, 3));

        assertThat(evidence(posts, EACH)).containsExactlyInAnyOrder(List.of("r1", "r2"), List.of("r3"));
    }

    @Test
    void aNeedIsNamedAfterItsCause() {
        var needs = CrashOracle.expected(List.of(rated("r1", 0, 1)), List.of(EACH));

        assertThat(needs).containsOnlyKeys(NeedIds.of("each", "a-1", TOPIC, "r1"));
    }

    @Test
    void onlyTheNewestVersionOfAResponseCounts() {
        Posted poor = rated("r1", 0, 1);
        Posted good = poor.revised(NINE.plusSeconds(1), Map.of(TOPIC, 5));
        Posted poorAgain = poor.revised(NINE.plusSeconds(2), Map.of(TOPIC, 2));

        assertThat(evidence(List.of(good, poor), EACH)).isEmpty();
        assertThat(CrashOracle.expected(List.of(poorAgain, good, poor, poor), List.of(EACH))
                        .values())
                .singleElement()
                .satisfies(need -> assertThat(need.evidence()).containsOnly(Map.entry("r1", 25.0)));
    }

    @Test
    void aCountingFilterTakesItsWindowAsEvidenceAndGoesOnWhileItFires() {
        List<Posted> posts = List.of(
                rated("r1", 0, 1),
                rated("r2", 10, 1),
                rated("r3", 29, 1), // the third within 30 minutes: the cause
                rated("r4", 48, 1), // quiet until 49
                rated("r5", 55, 1), // the third since 25: it goes on
                rated("r6", 90, 1)); // alone

        assertThat(evidence(posts, COUNT)).containsExactly(List.of("r1", "r2", "r3", "r4", "r5"));
    }

    @Test
    void theWindowIsOpenAtItsBegin() {
        assertThat(evidence(List.of(rated("r1", 0, 1), rated("r2", 10, 1), rated("r3", 30, 1)), COUNT))
                .isEmpty();
    }

    @Test
    void theOrderOfThePostsMakesNoDifference() {
        Random random = new Random(7);
        List<Posted> posts = new ArrayList<>(
                SurveyPlan.of("p", 400, List.of("a-1", "a-2"), random).posts());
        List<Rule> rules = List.of(
                new Each("each", new TreeSet<>(List.of(TOPIC)), 25, Duration.ofHours(1)),
                new Count("count", new TreeSet<>(List.of(TOPIC)), 50, 3, Duration.ofHours(1), Duration.ofHours(2)));
        var needs = CrashOracle.expected(posts, rules);

        Collections.shuffle(posts, random);

        assertThat(needs).isNotEmpty();
        assertThat(CrashOracle.expected(posts, rules)).isEqualTo(needs);
    }

    private static Posted rated(String id, int minutes, int value) {
        Instant at = NINE.plus(Duration.ofMinutes(minutes));
        return new Posted(id, "a-1", at, at, Map.of(TOPIC, value));
    }

    private static Collection<List<String>> evidence(List<Posted> posts, Rule rule) {
        return CrashOracle.expected(posts, List.of(rule)).values().stream()
                .map(need -> List.copyOf(need.evidence().keySet()))
                .toList();
    }
}
