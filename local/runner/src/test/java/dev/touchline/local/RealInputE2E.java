package dev.touchline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.replay.Replay;
import dev.touchline.local.replay.ReplayOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A real call center's quarter through the whole system: 5,000 calls, 4,054 of them rated, 813 poorly. */
class RealInputE2E {
    private static final List<String> TOPICS =
            List.of("admin-support", "contract-related", "payment-related", "streaming", "technical-support");

    @Test
    void everyPoorRatingStandsAsEvidenceOnceOnItsAgentsItemAlsoAfterASecondReplay() throws Exception {
        Path file = SharedStack.home()
                .resolve("../shared/data/call-center-2021.csv")
                .normalize();
        assumeTrue(Files.exists(file), "skipped: ../shared/data/call-center-2021.csv is not there");
        LocalStack stack = SharedStack.get();
        Scene scene =
                Scene.open(stack, "callcenter", List.of(), TOPICS, Map.of("cooldown", "PT0S", "freshFor", "P3650D"));
        ReplayOptions options = ReplayOptions.of(List.of(file.toString(), "--team", "callcenter"));

        assertThat(new Replay(LocalEnv.read(stack.folder()), options, System.out).run())
                .isZero();
        awaitEvidence(scene);

        assertThat(new Replay(LocalEnv.read(stack.folder()), options, System.out).run())
                .isZero();
        // Only once all of it is judged and noted do the counts say that nothing was added.
        ConsumerGroups.awaitThrough(stack);
        awaitEvidence(scene);
    }

    private static void awaitEvidence(Scene scene) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    List<JsonNode> items = scene.queue().toList();
                    assertThat(items).hasSize(40);
                    assertThat(items.stream()
                                    .mapToInt(item -> item.path("evidenceCount").asInt())
                                    .sum())
                            .isEqualTo(813);
                });
    }
}
