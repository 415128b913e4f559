package dev.touchline.feedback.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.feedback.core.Score;
import dev.touchline.feedback.read.Change.Put;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ElsewhereProperties {
    private static final long YEAR_2026 = 1_767_225_600L * Micros.PER_SECOND;

    private record Saying(int agent, int updated, int attribution) {}

    @Property(tries = 100)
    void whateverTheOrderTheNewestUnderEveryOtherAgentIsNotedAndIsToBeLookedAt(
            @ForAll("sayings") List<Saying> sayings, @ForAll Random random) throws SQLException {
        ReadTables.clear();
        List<Put> records = records(sayings);

        applyInAnyOrder(records, random);

        Put holder = Collections.max(records, (one, other) -> one.revision().compareTo(other.revision()));
        List<String> expected = newestOfEach(records).values().stream()
                .filter(put -> !put.event().agentId().equals(holder.event().agentId()))
                .map(put -> String.join(
                        "|",
                        put.event().agentId(),
                        put.event().team(),
                        String.valueOf(put.revision().updatedMicros()),
                        String.valueOf(put.revision().attribution()),
                        String.valueOf(put.revision().kafkaOffset()),
                        "f"))
                .toList();
        assertThat(ReadTables.rows("""
                        SELECT concat_ws('|', other.agent_id, team, other.updated_micros, other.attribution,
                            other.kafka_offset, retracted)
                        FROM response_elsewhere AS other JOIN response_key AS key USING (source, response_id)
                        WHERE other.agent_id <> key.agent_id ORDER BY other.agent_id
                        """)).isEqualTo(expected);
        assertThat(ReadTables.rows("SELECT 1 FROM reattribution").isEmpty())
                .isEqualTo(newestOfEach(records).size() == 1);

        List<String> before = ReadTables.contents();
        applyInAnyOrder(records, random);
        assertThat(ReadTables.contents()).isEqualTo(before);
    }

    @Provide
    Arbitrary<List<Saying>> sayings() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.integers().between(1, 2))
                .as(Saying::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    /** Every agent has a partition. */
    private static List<Put> records(List<Saying> sayings) {
        List<Put> records = new ArrayList<>();
        long[] ends = new long[4];
        for (Saying saying : sayings) {
            SurveyEvent event = new SurveyEvent(
                    new UUID(saying.agent(), ends[saying.agent()]),
                    "one",
                    "r-1",
                    saying.attribution(),
                    1,
                    YEAR_2026,
                    saying.updated(),
                    "a-" + saying.agent(),
                    null,
                    "team-" + saying.agent(),
                    List.of(new Rated("clarity", new Score(25))),
                    "[{\"topic\":\"clarity\",\"score\":25.0}]",
                    null,
                    null,
                    null,
                    null,
                    List.of());
            records.add(Put.of(event, saying.agent(), ends[saying.agent()]++));
        }
        return records;
    }

    private static Map<String, Put> newestOfEach(List<Put> records) {
        Map<String, Put> newest = new TreeMap<>();
        records.forEach(put -> newest.merge(
                put.event().agentId(),
                put,
                (one, other) -> one.revision().compareTo(other.revision()) > 0 ? one : other));
        return newest;
    }

    private static void applyInAnyOrder(List<Put> records, Random random) throws SQLException {
        List<Put> order = new ArrayList<>(records);
        Collections.shuffle(order, random);
        for (int from = 0; from < order.size(); ) {
            int to = Math.min(order.size(), from + 1 + random.nextInt(4));
            ReadModel.apply(ReadTables.jdbi(), order.subList(from, to));
            from = to;
        }
    }
}
