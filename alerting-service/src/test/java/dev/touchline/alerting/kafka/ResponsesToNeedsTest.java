package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.alerting.http.Filters;
import dev.touchline.backing.Backing;
import dev.touchline.backing.EventContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "alerting"))
class ResponsesToNeedsTest {
    private static final EventContract NEEDED = EventContract.of(KafkaTopics.NEEDED);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> OUTCOMES =
            List.of("evaluated", "duplicate", "superseded", "late", "dead-lettered");

    private final String agent = "agent-" + UUID.randomUUID();
    private final Instant now = Instant.now();

    @Test
    void aFilterPutOverHttpJudgesWhatIsReceivedOnceItIsInForce() {
        // given
        Instant inForce = Instant.parse(Filters.force("live", "live-topic", 25).path("effectiveFrom"));

        // when
        Survey before = Survey.of(agent, "before", now).rated("live-topic", 1).receivedAt(inForce.minusMillis(1));
        Survey after = Survey.of(agent, "after", now.plusSeconds(1))
                .rated("live-topic", 2)
                .receivedAt(inForce);
        before.publish();
        after.publish();

        // then
        JsonNode need = needs(1).getFirst();
        NEEDED.assertMeets(need.toString());
        assertThat(need.path("cause").path("responseId").asText()).isEqualTo("after");
        assertThat(need.path("response").path("comment").asText()).isEqualTo(Survey.COMMENT);
    }

    @Test
    void poisonGoesToTheDeadLettersAndTheRestFlows() {
        Instant inForce =
                Instant.parse(Filters.force("poisoned", "poisoned-topic", 25).path("effectiveFrom"));
        Map<String, Long> before = settledAccounting();

        Backing.kafka().produce(KafkaTopics.RESPONSES, agent, "{\"broken\":", Map.of("ce_type", SurveyResponses.TYPE));
        Survey good = Survey.of(agent, "good", now).rated("poisoned-topic", 1).receivedAt(inForce);
        good.publish();
        good.publish();

        assertThat(needs(1)).hasSize(1);
        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<String, Long> counts = accounting();
            assertThat(more(counts, before, "evaluated")).isEqualTo(1);
            assertThat(more(counts, before, "duplicate")).isEqualTo(1);
            assertThat(more(counts, before, "dead-lettered")).isEqualTo(1);
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Backing.kafka().consumeAll(KafkaTopics.RESPONSES_DLQ))
                        .filteredOn(letter -> agent.equals(letter.key()))
                        .singleElement()
                        .satisfies(letter -> {
                            assertThat(letter.value()).isEqualTo("{\"broken\":");
                            assertThat(letter.headers()).containsEntry("dlq_reason", "not JSON");
                            assertThat(letter.headers()).containsKeys("dlq_offset", "dlq_partition", "dlq_at");
                        }));
    }

    @Test
    void anEditedFilterJudgesFromItsTimeOn() {
        String topic = "edited-topic";
        Instant first = Instant.parse(Filters.force("edited-live", topic, 25).path("effectiveFrom"));
        Survey.of(agent, "before", now).rated(topic, 3).receivedAt(first).publish();
        Instant second =
                Instant.parse(Filters.replace("edited-live", topic, 50, 1).path("effectiveFrom"));

        Survey.of(agent, "after", now.plusSeconds(1))
                .rated(topic, 3)
                .receivedAt(second)
                .publish();

        assertThat(needs(1)).singleElement().satisfies(need -> {
            assertThat(need.path("cause").path("responseId").asText()).isEqualTo("after");
            assertThat(need.path("filter").path("version").asInt()).isEqualTo(2);
        });
    }

    private List<JsonNode> needs(int atLeast) {
        return await().atMost(PATIENCE).until(() -> Survey.needsOf(agent), found -> found.size() >= atLeast);
    }

    /** Once the balance is even, nothing that another test published is on its way any more. */
    private static Map<String, Long> settledAccounting() {
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        ResponsesToNeedsTest::accounting,
                        counts -> OUTCOMES.stream()
                                        .mapToLong(outcome -> counts.getOrDefault(outcome, 0L))
                                        .sum()
                                == Backing.kafka()
                                        .consumeAll(KafkaTopics.RESPONSES)
                                        .size());
    }

    private static long more(Map<String, Long> now, Map<String, Long> before, String outcome) {
        return now.getOrDefault(outcome, 0L) - before.getOrDefault(outcome, 0L);
    }

    /** As {@code ./touchline reconcile} reads it. */
    private static Map<String, Long> accounting() {
        Map<String, Long> last = new TreeMap<>();
        Backing.kafka()
                .consumeAll("alerting-service-accounting-changelog")
                .forEach(
                        record -> last.put(String.valueOf(record.key()), Long.valueOf(String.valueOf(record.value()))));
        Map<String, Long> sums = new TreeMap<>();
        last.forEach((key, count) -> sums.merge(key.substring(key.indexOf('/') + 1), count, Long::sum));
        return sums;
    }
}
