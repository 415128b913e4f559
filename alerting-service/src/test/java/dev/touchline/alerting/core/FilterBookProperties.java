package dev.touchline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FilterBookProperties {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Property(tries = 300)
    void whatLooksAtARatingIsFoundWhereverElseOthersLook(@ForAll long seed, @ForAll @IntRange(max = 40) int size) {
        Random random = new Random(seed);
        List<Edition> editions = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            editions.add(edition(random));
        }
        FilterBook book = FilterBook.of(editions);
        Rating rating = rating("topic-" + random.nextInt(3), "team-" + random.nextInt(5), NOW);

        assertThat(book.covering(rating))
                .isEqualTo(book.inForceAt(NOW).stream()
                        .filter(filter -> filter.covers(rating))
                        .toList());
    }

    private static Edition edition(Random random) {
        String id = "filter-" + random.nextInt(9);
        Instant from = NOW.plus(Duration.ofHours(random.nextInt(7) - 5));
        long version = 1 + random.nextInt(4);
        Set<String> teams =
                random.nextBoolean() ? Set.of() : Set.of("team-" + random.nextInt(4), "none-" + random.nextInt(9));
        Definition definition = new Definition(
                "Some",
                Kind.COACHING,
                Set.of("topic-" + random.nextInt(3)),
                random.nextInt(5) > 0,
                new Scope(teams, Set.of()),
                new Condition.Each(new Bound.AtMost(25)),
                Duration.ofHours(8),
                Duration.ofHours(2),
                Severity.NORMAL);
        return random.nextInt(6) == 0
                ? new Edition.Ended(id, version, from)
                : new Filter(id, version, from, definition);
    }

    private static Rating rating(String topic, String team, Instant at) {
        return new Rating(
                new ResponseKey("demo", "r-1"),
                topic,
                new Person("a-1", Optional.empty()),
                team,
                Optional.of("voice"),
                at,
                at,
                at,
                0,
                "1 of 5",
                Words.NONE);
    }
}
