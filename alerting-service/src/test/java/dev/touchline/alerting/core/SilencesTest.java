package dev.touchline.alerting.core;

import static dev.touchline.alerting.core.Some.AGENT;
import static dev.touchline.alerting.core.Some.count;
import static dev.touchline.alerting.core.Some.each;
import static dev.touchline.alerting.core.Some.filter;
import static dev.touchline.alerting.core.Some.hour;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SilencesTest {
    private static final Duration COOLDOWN = Duration.ofHours(8);
    private static final Instant LONG_AGO = Instant.EPOCH;

    private final AlertEngine engine = new AlertEngine(Some.GRACE);
    private AgentTopicHistory history = AgentTopicHistory.EMPTY;

    @Test
    void aFlagInASilenceIsMutedAndSaysWhy() {
        // given
        FilterBook book = FilterBook.of(List.of(filter(each(25), COOLDOWN)))
                .published(Some.silence("leave-anna", AGENT, 0, 24 * 12), LONG_AGO);

        // when
        Decision decision = judge(book, Some.rating("r", hour(2), 0));

        // then
        assertThat(decision.changes()).isEmpty();
        Verdict.Muted muted = ((Verdict.Marked) decision.verdict()).muted().getFirst();
        assertThat(muted.filterId()).isEqualTo("filter");
        assertThat(muted.because().sentence("clarity"))
                .isEqualTo("Muted: Anna is on leave until 3 Dec 2026 (silence leave-anna).");
    }

    @Test
    void aSilenceCoversItsTimeAndNotTheInstantAtWhichItEnds() {
        FilterBook book = FilterBook.of(List.of(filter(each(25), Duration.ZERO)))
                .published(Some.silence("leave", AGENT, 2, 3), LONG_AGO);

        assertThat(judge(book, Some.rating("before", hour(1.9), 0)).changes()).hasSize(1);
        assertThat(judge(book, Some.rating("first", hour(2), 0)).changes()).isEmpty();
        assertThat(judge(book, Some.rating("end", hour(3), 0)).changes()).hasSize(1);
    }

    @Test
    void aSilenceCoversNobodyElse() {
        FilterBook book = FilterBook.of(List.of(filter(each(25), COOLDOWN)))
                .published(Some.silence("leave", new Person("a-2", Optional.empty()), 0, 24), LONG_AGO);

        assertThat(judge(book, Some.rating("r", hour(2), 0)).changes()).hasSize(1);
    }

    @Test
    void whatWasReceivedBeforeASilenceWasInForceIsNotMuted() {
        // given a silence that is published an hour after its beginning
        FilterBook book = FilterBook.of(List.of(filter(each(25), Duration.ZERO)))
                .published(Some.silence("leave", AGENT, 0, 24), hour(1));

        // then: a rating is received a minute after it was given
        assertThat(judge(book, Some.rating("early", hour(0.9), 0)).changes()).hasSize(1);
        assertThat(judge(book, Some.rating("later", hour(1.1), 0)).changes()).isEmpty();
    }

    @Test
    void aLiftedSilenceMutesNothingThatIsReceivedLater() {
        FilterBook book = FilterBook.of(List.of(filter(each(25), Duration.ZERO)))
                .published(Some.silence("leave", AGENT, 0, 24), LONG_AGO)
                .published(new Silence("leave", 2, hour(5), Optional.empty()), LONG_AGO);

        assertThat(judge(book, Some.rating("muted", hour(4), 0)).changes()).isEmpty();
        assertThat(judge(book, Some.rating("heard", hour(6), 0)).changes()).hasSize(1);
    }

    @Test
    void windowsGoOnAfterASilenceAsIfNothingHadBeenSaidInIt() {
        // given "3 poor in a week" and a silence in which four poor ratings come
        FilterBook book = FilterBook.of(List.of(filter(count(25, 3, Duration.ofDays(7)), COOLDOWN)))
                .published(Some.silence("leave", AGENT, 2, 10), LONG_AGO);
        judge(book, Some.rating("r1", hour(1), 0));
        List<Verdict.Muted> muted = new ArrayList<>();
        for (int i = 2; i < 6; i++) {
            Verdict verdict = judge(book, Some.rating("r" + i, hour(i), 0)).verdict();
            muted.addAll(((Verdict.Marked) verdict).muted());
        }

        // then: one flag was muted, and two ratings more are needed for one that is told
        assertThat(muted).hasSize(1);
        assertThat(judge(book, Some.rating("r6", hour(11), 0)).changes()).isEmpty();
        assertThat(judge(book, Some.rating("r7", hour(12), 0)).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.evidence())
                        .extracting(mark -> mark.response().responseId())
                        .containsExactly("r1", "r6", "r7"));
    }

    @Test
    void aNeedThatStandsGetsNoEvidenceFromASilence() {
        FilterBook book = FilterBook.of(List.of(filter(each(25), COOLDOWN)))
                .published(Some.silence("leave", AGENT, 2, 3), LONG_AGO);
        judge(book, Some.rating("cause", hour(1), 0));

        assertThat(judge(book, Some.rating("silenced", hour(2), 0)).changes()).isEmpty();
        assertThat(judge(book, Some.rating("heard", hour(4), 0)).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.type()).isEqualTo(NeedChange.Type.EVIDENCE_ADDED));
    }

    @Test
    void rampUpIsASilenceOfThoseWhoAreNew() {
        // given: the agent began 81 days ago
        Quiet quiet = quiet(new Tenure(Optional.empty(), Optional.of(Duration.ofDays(90))), Optional.empty());
        FilterBook book = FilterBook.of(List.of(filter(each(25), Duration.ZERO)))
                .published(new Silence("ramp-up", 1, LONG_AGO, Optional.of(quiet)), LONG_AGO);

        // when
        Decision early = judge(book, Some.rating("r1", hour(0), 0));
        Decision later = judge(book, Some.rating("r2", hour(24 * 9), 0));

        // then
        assertThat(((Verdict.Marked) early.verdict())
                        .muted()
                        .getFirst()
                        .because()
                        .sentence("clarity"))
                .isEqualTo("Muted: Ramp-up (silence ramp-up).");
        assertThat(later.changes()).hasSize(1);
    }

    @Test
    void aSilenceNamesSomebodyAndAnEnd() {
        assertThatThrownBy(() -> quiet(Tenure.ANY, Optional.of(hour(1)))).hasMessageContaining("scope");
        Tenure longThere = new Tenure(Optional.of(Duration.ofDays(90)), Optional.empty());
        assertThatThrownBy(() -> quiet(longThere, Optional.empty())).hasMessageContaining("to is required");
        assertThatThrownBy(() -> quiet(longThere, Optional.of(hour(0)))).hasMessageContaining("later than from");
        assertThatThrownBy(() -> quiet(longThere, Optional.of(hour(24 * 367)))).hasMessageContaining("366 days");
    }

    private static Quiet quiet(Tenure tenure, Optional<Instant> to) {
        return new Quiet(Set.of(), Set.of(), Set.of(), Set.of(), tenure, hour(0), to, "Ramp-up");
    }

    private Decision judge(FilterBook book, Rating rating) {
        Decision decision = engine.judge(history, new Arrival.First(rating), book, Baselines.NONE);
        history = decision.history();
        return decision;
    }
}
