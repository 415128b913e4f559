package dev.touchline.coaching.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchline.kit.http.Problem;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueVersionsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private volatile boolean broken;
    private final QueueVersions versions = new QueueVersions(this::sums);

    @AfterEach
    void stop() {
        versions.stop(new ShutdownEvent());
    }

    @Test
    void anErrorFailsThoseWhoAskAndNobodyAfterThem() throws Exception {
        versions.start(new StartupEvent());
        broken = true;
        CompletionStage<Long> unlucky = versions.current("billing");
        assertThatThrownBy(() -> get(unlucky)).hasCauseInstanceOf(StackOverflowError.class);

        broken = false;

        assertThat(get(versions.current("billing"))).isEqualTo(7);
        assertThat(versions.answering()).isTrue();
    }

    @Test
    void whoWaitsWhenTheServiceStopsIsToldSo() {
        versions.start(new StartupEvent());
        CompletionStage<Long> waiting = versions.changed("billing", 7, LONG);

        versions.stop(new ShutdownEvent());

        assertThatThrownBy(() -> get(waiting)).hasCauseInstanceOf(Problem.class);
    }

    @Test
    void whoAsksAfterTheServiceStoppedIsToldSo() {
        versions.start(new StartupEvent());
        versions.stop(new ShutdownEvent());
        await().until(() -> !versions.answering());

        assertThatThrownBy(() -> get(versions.current("billing"))).hasCauseInstanceOf(Problem.class);
    }

    private Map<String, Long> sums(Set<String> teams) {
        if (broken) {
            throw new StackOverflowError("An error");
        }
        return Map.of("billing", 7L);
    }

    private static long get(CompletionStage<Long> version) throws Exception {
        return ((CompletableFuture<Long>) version).get(LONG.toSeconds() / 3, TimeUnit.SECONDS);
    }
}
