package dev.touchline.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventContractTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "survey.responses",
                "survey.late",
                "survey.quarantine",
                "roster",
                "feedback.sources",
                "alerting.filters",
                "alerting.baselines",
                "alerting.pulses",
                "alerting.causes",
                "alerting.muted",
                "coaching.needed",
                "coaching.outcomes"
            })
    void everySampleMeetsItsSchema(String topic) {
        // given
        EventContract contract = EventContract.of(topic);

        // then
        assertThat(contract.samples()).hasSizeGreaterThanOrEqualTo(3);
        contract.samples().values().forEach(contract::assertMeets);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eventId",
                "source",
                "responseId",
                "attribution",
                "receivedAt",
                "respondedAt",
                "updatedAt",
                "agent",
                "team",
                "ratings"
            })
    void aResponseWithoutARequiredFieldIsRefused(String field) throws Exception {
        // given
        EventContract contract = EventContract.of("survey.responses");
        ObjectNode response = (ObjectNode) JSON.readTree(contract.sample("usual"));

        // when
        response.remove(field);

        // then
        assertThatThrownBy(() -> contract.assertMeets(response.toString()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(field);
    }

    @Test
    void wrongFormatsAndRangesAreRefusedAllAtOnce() throws Exception {
        // given
        EventContract contract = EventContract.of("coaching.needed");
        ObjectNode need = (ObjectNode) JSON.readTree(contract.sample("usual"));

        // when
        need.put("needId", "not-a-uuid");
        need.put("raisedAt", "yesterday");
        need.put("seq", 0);
        ((ObjectNode) need.get("response").get("ratings").get(0)).put("score", 101);

        // then
        assertThatThrownBy(() -> contract.assertMeets(need.toString()))
                .hasMessageContainingAll("needId", "raisedAt", "seq", "score");
    }

    @Test
    void aFieldThatWasAddedLaterIsWelcome() throws Exception {
        // given
        EventContract contract = EventContract.of("roster");
        ObjectNode agent = (ObjectNode) JSON.readTree(contract.sample("agent-usual"));

        // when
        agent.put("nickname", "Ada");

        // then
        contract.assertMeets(agent.toString());
    }

    @Test
    void theCatalogueNamesEveryKafkaTopicOnceWithItsDeadLetters() {
        // when
        TopicCatalogue catalogue = TopicCatalogue.load();

        // then
        var names = catalogue.topics().stream().map(KafkaTopic::name).toList();
        assertThat(names).doesNotHaveDuplicates().hasSize(30);
        assertThat(names.stream().filter(name -> !name.endsWith(".dlq")))
                .allSatisfy(name -> assertThat(names).contains(name + ".dlq"));
        assertThat(catalogue.topics()).allSatisfy(topic -> {
            assertThat(topic.partitions()).isEqualTo(12);
            assertThat(topic.config()).containsEntry("message.timestamp.type", "LogAppendTime");
        });
        assertThat(catalogue.topics().stream().filter(topic -> !topic.compacted()))
                .allSatisfy(topic -> assertThat(topic.config()).containsEntry("cleanup.policy", "delete"));
    }

    @Test
    void nothingWithCustomersWordsIsOlderThan28Days() {
        // given: a record goes when the newest one in its segment is old enough; two topics hold figures and ids alone
        var topics = TopicCatalogue.load().topics().stream()
                .filter(topic -> !topic.compacted())
                .filter(topic ->
                        !Set.of("alerting.baselines", "alerting.causes").contains(topic.name()));

        // then
        assertThat(topics)
                .allSatisfy(topic -> assertThat(days(topic, "retention.ms") + days(topic, "segment.ms"))
                        .isLessThan(28)
                        .isGreaterThan(27));
    }

    private static double days(KafkaTopic topic, String setting) {
        return Long.parseLong(topic.config().get(setting)) / 86_400_000.0;
    }
}
