package dev.touchline.coaching.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.Backing;
import dev.touchline.coaching.Floor;
import dev.touchline.coaching.NeedJson;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.kit.store.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a response says is counted once, on its day, for its agent, whatever is sent again. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class DayCountsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Inject
    NeedStore store;

    @Inject
    ErasureStore erasures;

    @Inject
    Database database;

    private final String agent = "a-" + UUID.randomUUID();
    private final String response = "r-" + UUID.randomUUID();

    @Test
    void everyRatingCountsForItsTopicAndDay() {
        apply(row(agent, 1, NOON, rated("clarity", 25) + "," + rated("courtesy", 26)));
        apply(row("r-" + UUID.randomUUID(), agent, 1, NOON.plusSeconds(60), rated("clarity", 100)));

        assertThat(days(agent)).containsExactly("clarity 2026-03-01 1/2", "courtesy 2026-03-01 0/1");
    }

    @Test
    void aRepeatCountsNothing() {
        apply(row(agent, 1, NOON, rated("clarity", 0)));
        apply(row(agent, 1, NOON, rated("clarity", 0)));

        assertThat(days(agent)).containsExactly("clarity 2026-03-01 1/1");
    }

    @Test
    void aRevisionReplacesWhatWasCounted() {
        apply(row(agent, 1, NOON, rated("clarity", 0) + "," + rated("courtesy", 0)));
        apply(row(agent, 2, NOON, rated("clarity", 75)));

        assertThat(days(agent)).containsExactly("clarity 2026-03-01 0/1", "courtesy 2026-03-01 0/0");
    }

    @Test
    void aResponseThatMovesCountsForItsNewAgentOnly() {
        String other = "a-" + UUID.randomUUID();
        apply(row(agent, 1, NOON, rated("clarity", 0)));
        apply(row(other, 2, NOON, rated("clarity", 0)));

        assertThat(days(agent)).containsExactly("clarity 2026-03-01 0/0");
        assertThat(days(other)).containsExactly("clarity 2026-03-01 1/1");
    }

    @Test
    void aRatingWithoutAScoreIsNotCounted() {
        apply(row(agent, 1, NOON, "{\"topic\":\"clarity\",\"value\":1}," + rated("courtesy", 10)));

        assertThat(days(agent)).containsExactly("courtesy 2026-03-01 1/1");
    }

    @Test
    void erasedWordsLeaveTheCountsAndLaterRevisionsMoveThem() {
        apply(row(agent, 1, NOON, rated("clarity", 0)));

        erasures.erase(List.of(new ErasureStore.Erased(new ResponseRef("demo", response), NOON)));
        assertThat(days(agent)).containsExactly("clarity 2026-03-01 1/1");

        apply(row(agent, 2, NOON, rated("clarity", 75)));
        assertThat(days(agent)).containsExactly("clarity 2026-03-01 0/1");
    }

    @Test
    void aResponseThatWasReAttributedLeavesNothingWithItsOldAgent() {
        Floor floor = Floor.withAgents(2);
        NeedJson before = floor.need(1, "clarity", response);
        NeedJson after = floor.need(2, "clarity", response);
        floor.publishResponse(floor.agent(1), before.response(response, "Late", "11:00:00"));
        Floor.patiently().until(() -> days(floor.agent(1)).contains("clarity 2026-11-21 1/1"));

        Backing.kafka()
                .produce(
                        "survey.responses",
                        floor.agent(1),
                        """
                {"eventId":"%s","source":"demo","responseId":"%s","attribution":2,"updatedAt":"2026-11-21T11:00:00Z",
                 "retractedAt":"2026-11-21T12:00:00Z","agent":{"id":"%s"},"team":"%s","reason":"corrected-alias"}
                """.formatted(UUID.randomUUID(), response, floor.agent(1), floor.team),
                        "dev.touchline.survey.retracted.v1");
        floor.publishResponse(
                floor.agent(2),
                after.response(response, "Late", "11:00:00").replace("\"attribution\":1", "\"attribution\":2"));

        Floor.patiently().until(() -> days(floor.agent(2)).contains("clarity 2026-11-21 1/1"));
        assertThat(days(floor.agent(1))).contains("clarity 2026-11-21 0/0");
    }

    private void apply(ResponseRow row) {
        Floor.patiently().until(database::migrated);
        store.applyResponses(List.of(row));
    }

    private ResponseRow row(String of, int revision, Instant answered, String ratings) {
        return row(response, of, revision, answered, ratings);
    }

    private static ResponseRow row(String id, String of, int revision, Instant answered, String ratings) {
        return new ResponseRow(
                new ResponseRef("demo", id),
                UUID.randomUUID(),
                of,
                answered,
                NOON.plusSeconds(revision),
                1,
                revision,
                null,
                "[" + ratings + "]",
                null,
                Instant.now());
    }

    private static String rated(String topic, int score) {
        return "{\"topic\":\"%s\",\"value\":1,\"score\":%d}".formatted(topic, score);
    }

    private static List<String> days(String agent) {
        return Floor.rows("""
                SELECT topic || ' ' || day || ' ' || poor || '/' || n FROM topic_day
                WHERE agent_id = '%s' ORDER BY topic, day
                """.formatted(agent));
    }
}
