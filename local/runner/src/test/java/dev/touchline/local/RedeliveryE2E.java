package dev.touchline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every consumer group set back to the first record: everything is read again and nothing changes. */
class RedeliveryE2E {
    private static final int RESPONSES = 300;

    @Test
    void replayingEveryKafkaTopicFromTheFirstRecordChangesNoTableAndRaisesNoNeed() throws Exception {
        LocalStack stack = SharedStack.get();
        Scene scene = Scene.open(
                stack, "again", List.of("r-0", "r-1", "r-2", "r-3"), List.of("clarity"), Map.of("cooldown", "PT0S"));
        postAll(scene);
        complete(stack, scene.awaitItem("r-0", "clarity", RESPONSES / 4 / 3));
        ConsumerGroups.awaitThrough(stack);
        Map<String, String> before = Checksums.of(stack);
        int needs = KafkaLog.records(stack, "coaching.needed").size();

        stopServices(stack);
        assertThat(ConsumerGroups.rewind(stack)).contains("alerting-service", "goals-needs");
        startServices(stack);
        ConsumerGroups.awaitThrough(stack);

        assertThat(Checksums.of(stack)).isEqualTo(before);
        assertThat(KafkaLog.records(stack, "coaching.needed")).hasSize(needs);
    }

    /** A third of the ratings is poor, every tenth response is repeated. */
    private static void postAll(Scene scene) throws Exception {
        List<Map<String, Object>> batch = new ArrayList<>();
        for (int i = 0; i < RESPONSES; i++) {
            int rating = i / 4 % 3 == 0 ? 1 : 5;
            Map<String, Object> response = Scene.response("rd-" + i, "r-" + i % 4, "clarity", rating, "Words " + i);
            batch.add(response);
            if (i % 10 == 0) {
                batch.add(response);
            }
        }
        scene.accepted(batch);
    }

    /** Closed items are part of what must not change. */
    private static void complete(LocalStack stack, JsonNode item) throws Exception {
        String path = "/api/coaching/v1/items/" + item.path("id").asText();
        String supervisor = stack.token("supervisor:again");
        Api.Answer claimed = stack.api()
                .post(path + "/claim", supervisor, Json.object(), Map.of("If-Match", etag(item)))
                .orFail("The claim");
        stack.api()
                .post(
                        path + "/complete",
                        supervisor,
                        Json.object("saw", "a", "ideal", "b", "practised", "c", "next", "d"),
                        Map.of("If-Match", etag(claimed.json())))
                .orFail("The completion");
    }

    private static String etag(JsonNode item) {
        return "\"" + item.path("version").asText() + "\"";
    }

    private static void stopServices(LocalStack stack) {
        for (Service service : Service.values()) {
            stack.stop(service.label());
        }
    }

    private static void startServices(LocalStack stack) {
        for (Service service : Service.values()) {
            stack.launch(service.label());
        }
        for (Service service : Service.values()) {
            stack.awaitReady(service.label());
        }
    }
}
