package dev.touchline.feedback.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchline.backing.Backing;
import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.feedback.kafka.ErasedView;
import dev.touchline.feedback.live.Signal.Beat;
import dev.touchline.feedback.live.Signal.Came;
import dev.touchline.feedback.live.Signal.End;
import dev.touchline.feedback.live.Signal.Missed;
import dev.touchline.feedback.live.Signal.Ready;
import dev.touchline.feedback.live.Signal.Reason;
import dev.touchline.feedback.read.Survey;
import dev.touchline.kit.kafka.KafkaClients;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class LiveFeedTest {
    private static final int PLACES = 2;

    private final String agent = "a-" + UUID.randomUUID();

    @Inject
    KafkaClients clients;

    @Inject
    ErasedView erased;

    private LiveFeed feed;

    @BeforeEach
    void aFeedOfItsOwn() {
        feed = new LiveFeed(
                clients,
                new FeedbackConfig.Stream() {
                    @Override
                    public int readers() {
                        return PLACES;
                    }

                    @Override
                    public Duration heartbeat() {
                        return Duration.ofMillis(300);
                    }

                    @Override
                    public Duration catchUp() {
                        return Duration.ofMinutes(15);
                    }
                },
                erased);
        feed.start(null);
    }

    @AfterEach
    void end() throws InterruptedException {
        feed.stop(null);
    }

    @Test
    void whatComesInIsToldAndTheSilenceInBetweenIsNot() {
        Listener listener = join(Optional.empty(), later());
        patiently().until(() -> listener.heard(Ready.class).size() == 1);
        publish("r-1");
        patiently().until(() -> listener.responses().equals(List.of("r-1")));
        patiently().until(() -> listener.heard(Beat.class).size() >= 2);
    }

    @Test
    void whoComesBackIsToldWhatItMissedAlsoFromAFeedThatKnewNothingOfIt() throws InterruptedException {
        Listener first = join(Optional.empty(), later());
        patiently().until(() -> first.heard(Ready.class).size() == 1);
        publish("r-1");
        patiently().until(() -> first.responses().equals(List.of("r-1")));
        Position left = first.heard(Came.class).getLast().position();
        end();
        publish("r-2");
        publish("r-3");

        aFeedOfItsOwn();
        Listener again = join(Optional.of(left), later());

        patiently().untilAsserted(() -> assertThat(again.responses()).containsExactlyInAnyOrder("r-2", "r-3"));
        publish("r-4");
        patiently().until(() -> again.responses().contains("r-4"));
        assertThat(again.responses()).hasSize(3);
        assertThat(again.heard(Missed.class)).isEmpty();
    }

    @Test
    void whosePositionNobodyKnowsIsToldSo() {
        for (String text : List.of("0.0", "zzzzzzzz.0.0.0.0.0.0.0.0.0.0.0", "")) {
            Listener listener = join(Optional.of(Position.parse(text).orElse(Position.UNKNOWN)), later());
            patiently().until(() -> listener.heard(Missed.class).size() == 1);
            listener.cancel();
            patiently().until(() -> free());
        }
    }

    @Test
    void aTokenThatExpiresEndsTheFeed() {
        Listener listener = join(Optional.empty(), Instant.now().plusMillis(500));
        patiently().until(() -> listener.heard(End.class).equals(List.of(new End(Reason.TOKEN_EXPIRED))));
        patiently().until(() -> listener.completed());
    }

    @Test
    void thereIsRoomForSoManyAndWhoLeavesMakesRoom() {
        Listener one = join(Optional.empty(), later());
        join(Optional.empty(), later());
        assertThat(feed.join(reader(Optional.empty(), later()))).isFalse();
        one.cancel();
        patiently().until(this::free);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(60));
    }

    private boolean free() {
        LiveReader another = reader(Optional.empty(), Instant.now());
        return feed.join(another);
    }

    private Listener join(Optional<Position> from, Instant until) {
        LiveReader reader = reader(from, until);
        Listener listener = new Listener(Long.MAX_VALUE);
        reader.subscribe(listener);
        patiently().until(() -> feed.join(reader));
        return listener;
    }

    private LiveReader reader(Optional<Position> from, Instant until) {
        return new LiveReader(from, response -> response.agentId().equals(agent), until);
    }

    private void publish(String responseId) {
        Survey.publish(agent, responseId, event -> {});
    }

    private static Instant later() {
        return Instant.now().plusSeconds(600);
    }
}
