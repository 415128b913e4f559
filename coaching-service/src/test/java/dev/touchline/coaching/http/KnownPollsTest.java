package dev.touchline.coaching.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class KnownPollsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final String URI = "/api/coaching/v1/teams/billing/queue";

    private Instant now = START;
    private boolean allowed = true;
    private final KnownPolls polls = new KnownPolls(((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void theSameTokenAndUriAreTheSamePoll() {
        remember(START.plusSeconds(3600));

        assertThat(polls.find("Bearer a", URI)).isNotNull();
        assertThat(polls.find("Bearer b", URI)).isNull();
        assertThat(polls.find("Bearer a", URI + "?kind=praise")).isNull();
    }

    @Test
    void aTokenThatEndsIsReadAgain() {
        remember(START.plusSeconds(60));

        now = START.plusSeconds(59);
        assertThat(polls.find("Bearer a", URI)).isNotNull();
        now = START.plusSeconds(60);
        assertThat(polls.find("Bearer a", URI)).isNull();
    }

    @Test
    void aLongTokenIsReadAgainAfterAWhile() {
        remember(START.plus(Duration.ofHours(12)));

        now = START.plus(KnownPolls.AT_MOST);

        assertThat(polls.find("Bearer a", URI)).isNull();
    }

    @Test
    void whoLostTheTeamIsNotKnown() {
        remember(START.plusSeconds(3600));

        allowed = false;

        assertThat(polls.find("Bearer a", URI)).isNull();
    }

    @Test
    void whatWasAskedLongestAgoGoesFirst() {
        remember(START.plusSeconds(3600));

        for (int other = 0; other < KnownPolls.MOST; other++) {
            polls.remember("Bearer " + other, URI, poll(START.plusSeconds(3600)));
        }

        assertThat(polls.find("Bearer a", URI)).isNull();
        assertThat(polls.find("Bearer 0", URI)).isNotNull();
    }

    private void remember(Instant tokenEnds) {
        polls.remember("Bearer a", URI, poll(tokenEnds));
    }

    private QueuePoll poll(Instant tokenEnds) {
        QueueQuery query = QueueQuery.of("billing", new QueueQuery.Raw(null, null, null, null, null, null, null));
        return new QueuePoll(query, "mark", () -> allowed, tokenEnds);
    }
}
