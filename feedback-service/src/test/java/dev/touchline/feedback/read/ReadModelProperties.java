package dev.touchline.feedback.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.feedback.core.Score;
import dev.touchline.feedback.core.insight.Tally;
import dev.touchline.feedback.read.Change.Put;
import dev.touchline.kit.store.Database;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReadModelProperties {
    private static final List<Instant> TIMES = List.of(
            Instant.parse("1970-01-01T00:00:00Z"),
            Instant.parse("2014-12-31T23:59:59.999999Z"),
            Instant.parse("2015-01-01T00:00:00Z"),
            Instant.parse("2026-10-31T23:59:59.5Z"),
            Instant.parse("2026-11-01T00:00:00Z"));

    /** What a customer said; the index stands for all of it. */
    private record Saying(String source, String id, int updated, int content, int agent, int attribution) {
        SurveyEvent event() {
            Rated clarity = new Rated("clarity", new Score(content * 25 % 125));
            Rated other = new Rated("topic-" + content / 2, new Score(33.3333));
            List<Rated> ratings = content % 2 == 0 ? List.of(clarity, other) : List.of(other, clarity);
            String words = source + id + updated + content + attribution;
            return new SurveyEvent(
                    UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)),
                    source,
                    id,
                    attribution,
                    1,
                    Micros.of(TIMES.get(content)),
                    updated,
                    "a-" + agent,
                    null,
                    "team-" + (content + agent) % 2,
                    ratings,
                    ratings.stream()
                            .map(rating -> "{\"topic\":\"%s\",\"score\":%s}"
                                    .formatted(rating.topic(), rating.score().value()))
                            .collect(Collectors.joining(",", "[", "]")),
                    null,
                    "cust",
                    content == 0 ? null : "Wörter " + content,
                    null,
                    content == 1 ? List.of("a", "b") : List.of());
        }
    }

    @Property(tries = 150)
    void whateverTheOrderTheNewestRevisionStandsAndTheSumsAreARecount(
            @ForAll("sayings") List<Saying> sayings, @ForAll Random random) throws SQLException {
        ReadTables.clear();
        List<Put> records = records(sayings);
        applyInAnyOrder(records, random);
        Map<ResponseId, Put> expected = newest(records);

        assertThat(ReadTables.rows("""
                        SELECT concat_ws('|', source, response_id, event_id, agent_id, team, ratings, comment, tags,
                            extract(epoch FROM responded_at)::numeric(20, 6)) FROM response ORDER BY source, response_id
                        """))
                .isEqualTo(
                        expected.values().stream().map(put -> row(put.event())).toList());
        assertThat(ReadTables.rows(
                        "SELECT concat_ws('|', team, day, agent_id, topic, n, sum, squares, poor, responses) "
                                + "FROM rating_day ORDER BY team, day, agent_id, topic"))
                .isEqualTo(recount(expected.values().stream().map(Put::event).toList()));

        List<String> before = ReadTables.contents();
        applyInAnyOrder(records, random);
        assertThat(ReadTables.contents()).isEqualTo(before);
    }

    @Provide
    Arbitrary<List<Saying>> sayings() {
        return Combinators.combine(
                        Arbitraries.of("one", "two"),
                        Arbitraries.of("r-1", "r-2", "r-3"),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, TIMES.size() - 1),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 2))
                .as(Saying::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    /** An agent's records share a partition, as they do in Kafka. */
    private static List<Put> records(List<Saying> sayings) {
        List<Put> records = new ArrayList<>();
        int[] ends = new int[2];
        for (Saying saying : sayings) {
            int partition = saying.agent() % 2;
            records.add(Put.of(saying.event(), partition, ends[partition]++));
        }
        return records;
    }

    /** In batches of any size, some records twice, as after a crash. */
    private static void applyInAnyOrder(List<Put> records, Random random) throws SQLException {
        List<Put> order = new ArrayList<>(records);
        records.stream().filter(_ -> random.nextInt(3) == 0).forEach(order::add);
        Collections.shuffle(order, random);
        for (int from = 0; from < order.size(); ) {
            int to = Math.min(order.size(), from + 1 + random.nextInt(8));
            ReadModel.apply(ReadTables.jdbi(), order.subList(from, to));
            from = to;
        }
    }

    /** Large batches take another way through the database; both at once, with the same responses. */
    @Property(tries = 5)
    void largeBatchesOfTwoWritersEndUpTheSame(@ForAll Random random) throws Exception {
        ReadTables.clear();
        List<Saying> sayings = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            sayings.add(new Saying("one", "r-" + random.nextInt(250), 1 + random.nextInt(2), random.nextInt(5), 1, 1));
        }
        List<Put> records = records(sayings);
        List<Put> again = records.reversed();
        try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
            Future<?> one = writers.submit(() -> applyPatiently(records));
            Future<?> other = writers.submit(() -> applyPatiently(again));
            one.get();
            other.get();
        }
        assertThat(ReadTables.rows("SELECT concat_ws('|', source, response_id, event_id) FROM response ORDER BY 1"))
                .isEqualTo(newest(records).values().stream()
                        .map(put -> String.join(
                                "|",
                                put.id().source(),
                                put.id().responseId(),
                                put.event().eventId().toString()))
                        .sorted()
                        .toList());
        assertThat(ReadTables.rows(
                        "SELECT concat_ws('|', team, day, agent_id, topic, n, sum, squares, poor, responses) "
                                + "FROM rating_day ORDER BY team, day, agent_id, topic"))
                .isEqualTo(recount(
                        newest(records).values().stream().map(Put::event).toList()));
    }

    /** As the consumer does when the database says that two stand in each other's way. */
    private static Void applyPatiently(List<Put> records) throws SQLException {
        for (int from = 0; from < records.size(); from += 80) {
            List<Put> batch = records.subList(from, Math.min(records.size(), from + 80));
            for (boolean done = false; !done; ) {
                try {
                    ReadModel.apply(ReadTables.jdbi(), batch);
                    done = true;
                } catch (SQLException e) {
                    if (!Database.isTransient(e)) {
                        throw e;
                    }
                }
            }
        }
        return null;
    }

    private static Map<ResponseId, Put> newest(List<Put> records) {
        Map<ResponseId, Put> newest = new TreeMap<>();
        records.forEach(put -> newest.merge(
                put.id(), put, (one, other) -> one.revision().compareTo(other.revision()) > 0 ? one : other));
        return newest;
    }

    private static String row(SurveyEvent event) {
        return Stream.of(
                        event.source(),
                        event.responseId(),
                        event.eventId(),
                        event.agentId(),
                        event.team(),
                        event.ratingsJson(),
                        event.comment(),
                        event.tags().isEmpty() ? null : "{" + String.join(",", event.tags()) + "}",
                        "%d.%06d".formatted(event.respondedMicros() / 1_000_000, event.respondedMicros() % 1_000_000))
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .collect(Collectors.joining("|"));
    }

    private static List<String> recount(List<SurveyEvent> events) {
        Map<String, Tally> days = new TreeMap<>();
        Map<String, Long> responses = new HashMap<>();
        for (SurveyEvent event : events) {
            String day =
                    LocalDate.ofEpochDay(Micros.day(event.respondedMicros())).toString();
            String place = String.join("|", event.team(), day, event.agentId(), "");
            event.ratings()
                    .forEach(rating -> days.merge(place + rating.topic(), Tally.of(rating.score()), Tally::plus));
            responses.merge(place + event.ratings().getFirst().topic(), 1L, Long::sum);
        }
        return days.entrySet().stream()
                .map(day -> "%s|%d|%d|%d|%d|%d"
                        .formatted(
                                day.getKey(),
                                day.getValue().n(),
                                day.getValue().sum(),
                                day.getValue().squares(),
                                day.getValue().poor(),
                                responses.getOrDefault(day.getKey(), 0L)))
                .toList();
    }
}
