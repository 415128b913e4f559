package dev.touchline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Kafka killed with -9: nothing is accepted and the sender is told within two seconds; afterwards everything goes on by
 * itself.
 */
class KafkaAwayE2E {
    private LocalStack stack;
    private Scene scene;

    @BeforeEach
    void open() throws Exception {
        stack = SharedStack.get();
        scene = Scene.open(stack, "kafkaaway", List.of("k-1"), List.of("effort"), Map.of());
    }

    @AfterEach
    void restore() {
        if (!stack.alive("kafka")) {
            stack.launch("kafka");
            stack.awaitReady("kafka");
        }
    }

    @Test
    void aSenderIsToldToComeBackWithinTwoSecondsAndWhatItSendsAgainArrivesOnce() throws Exception {
        scene.accepted(Scene.response("ka-0", "k-1", "effort", 1, "Before"));
        scene.awaitItem("k-1", "effort", 1);

        stack.kill9("kafka");
        Map<String, Object> response = Scene.response("ka-1", "k-1", "effort", 1, "While it was away");
        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long begun = System.nanoTime();
            Api.Answer answer = scene.post(response);
            took.add(Duration.ofNanos(System.nanoTime() - begun));
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        }
        // A busy machine may hold up one of them, but not each.
        assertThat(Collections.min(took)).isLessThan(Duration.ofSeconds(2));
        assertThat(Collections.max(took)).isLessThan(Duration.ofSeconds(10));
        stack.launch("kafka");
        stack.awaitReady("kafka");

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(scene.post(response).status()).isEqualTo(202));
        scene.awaitItem("k-1", "effort", 2);
    }
}
