package dev.touchline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpisodesTest {
    private static final Instant BEGAN = Some.hour(0);
    private static final Instant ENDED = Some.hour(5);

    private final Episodes episodes = new Episodes();

    @Test
    void whatIsReceivedLongAfterTheEndIsNoLongerMuted() {
        outage("clarity", BEGAN, ENDED);
        Instant during = Some.hour(1);

        assertThat(episodes.muting(rating(during, ENDED.plus(Episodes.REACH)))).isPresent();
        assertThat(episodes.muting(rating(during, ENDED.plus(Episodes.REACH).plusSeconds(1))))
                .isEmpty();
    }

    @Test
    void whatNothingThatIsKeptCanAskForIsForgotten() {
        outage("clarity", BEGAN, ENDED);
        began("tools", BEGAN);

        Instant late = ENDED.plus(Episodes.KEPT);
        outage("courtesy", late.minus(Duration.ofHours(2)), late);
        assertThat(episodes.size()).isEqualTo(3);

        began("courtesy", late.plusSeconds(60));
        assertThat(episodes.size()).isEqualTo(3);
        assertThat(episodes.muting(rating(Some.hour(1), ENDED))).isEmpty();
    }

    private void outage(String topic, Instant began, Instant ended) {
        began(topic, began);
        publish(topic, began, Optional.of(new Cause.End(ended, true)), ended);
    }

    private void began(String topic, Instant began) {
        publish(topic, began, Optional.empty(), began);
    }

    private void publish(String topic, Instant began, Optional<Cause.End> end, Instant at) {
        Episode episode = new Episode(Optional.empty(), began, began, 20, 15, 2, List.of());
        episodes.add(new Cause.Published(new Cause("billing", topic, episode, end), at));
    }

    private static Rating rating(Instant responded, Instant received) {
        return Some.rating("r-1", "clarity", responded, received, 0);
    }
}
