package dev.touchline.local.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.local.reconcile.Balance.Repeats;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BalanceTest {
    private static final Map<String, Long> JUDGED = Map.of("evaluated", 2L, "duplicate", 1L);

    @Test
    void itClosesWhenEverythingIsWhereItShouldBe() {
        Balance balance = Balance.of(facts(Set.of("p"), Set.of("r"), JUDGED, Set.of("n1")), Repeats.REFUSED);

        assertThat(balance.closes()).isTrue();
        assertThat(balance.equations()).extracting(Balance.Equation::whole).containsExactly(4L, 3L, 1L);
    }

    @Test
    void aParkedResponseThatIsInNoTableIsNamed() {
        Balance balance = Balance.of(facts(Set.of(), Set.of("r"), JUDGED, Set.of("n1")), Repeats.REFUSED);

        assertThat(balance.closes()).isFalse();
        assertThat(balance.equations().getFirst().missing()).containsExactly("p");
    }

    @Test
    void aReleaseThatNeverCameOutIsNamed() {
        Balance balance = Balance.of(facts(Set.of("p"), Set.of("r", "gone"), JUDGED, Set.of("n1")), Repeats.REFUSED);

        assertThat(balance.equations().getFirst().missing()).containsExactly("gone");
    }

    @Test
    void aRecordThatWasNeverJudgedKeepsItOpen() {
        assertThat(Balance.of(facts(Set.of("p"), Set.of("r"), Map.of("evaluated", 2L), Set.of("n1")), Repeats.REFUSED)
                        .closes())
                .isFalse();
    }

    @Test
    void aRecordThatWasJudgedTwiceKeepsItOpenUnlessOffsetsWereReset() {
        Facts twice = facts(Set.of("p"), Set.of("r"), Map.of("evaluated", 2L, "duplicate", 4L), Set.of("n1"));

        assertThat(Balance.of(twice, Repeats.REFUSED).closes()).isFalse();
        assertThat(Balance.of(twice, Repeats.EXPECTED).closes()).isTrue();
    }

    @Test
    void aSecondVerdictIsNeverARepeat() {
        Facts twice = facts(Set.of("p"), Set.of("r"), Map.of("evaluated", 4L, "duplicate", 1L), Set.of("n1"));

        assertThat(Balance.of(twice, Repeats.EXPECTED).closes()).isFalse();
    }

    @Test
    void aNeedThatNobodyNotedIsNamed() {
        Balance balance = Balance.of(facts(Set.of("p"), Set.of("r"), JUDGED, Set.of()), Repeats.REFUSED);

        assertThat(balance.equations().getLast().missing()).containsExactly("n1");
    }

    @Test
    void whatIsReleasedWhileItIsCountedCountsOnce() {
        Balance balance = Balance.of(facts(Set.of("p", "r"), Set.of(), JUDGED, Set.of("n1")), Repeats.REFUSED);

        assertThat(balance.closes()).isTrue();
        assertThat(balance.equations().getFirst().parts())
                .containsEntry("published", 3L)
                .containsEntry("parked", 1L);
    }

    @Test
    void aReleaseOlderThanTheRetentionIsToldApart() {
        Facts facts = facts(0, Set.of("p"), Set.of("r", "old"), Set.of("old"), JUDGED, Set.of("n1"));

        Balance balance = Balance.of(facts, Repeats.REFUSED);

        assertThat(balance.closes()).isTrue();
        assertThat(balance.equations().getFirst().gone()).isEqualTo(1);
    }

    @Test
    void verdictsOnWhatIsGoneAreNoSurplus() {
        Map<String, Long> judged = Map.of("evaluated", 5L, "duplicate", 1L);

        assertThat(closes(3, judged)).isTrue();
        assertThat(closes(4, judged))
                .as("a transaction's mark was among what is gone")
                .isTrue();
        assertThat(closes(2, judged)).isFalse();
        assertThat(closes(3, Map.of("evaluated", 2L))).isFalse();
    }

    @Test
    void aResponseThatWasTakenFromAnAgentMustStandUnderAnotherOne() {
        assertThat(Balance.of(moved(Set.of("r from a-17")), Repeats.REFUSED).closes())
                .isTrue();

        Balance lost = Balance.of(moved(Set.of()), Repeats.REFUSED);
        assertThat(lost.closes()).isFalse();
        assertThat(lost.equations().getLast().missing()).containsExactly("r from a-17");
    }

    private static Facts moved(Set<String> standing) {
        Set<String> none = Set.of();
        Map<String, Long> judged = Map.of("evaluated", 3L);
        return new Facts(
                Set.of("r"),
                Set.of("r from a-17"),
                standing,
                3,
                0,
                0,
                none,
                none,
                none,
                none,
                none,
                none,
                judged,
                Map.of(),
                Map.of());
    }

    private static boolean closes(long gone, Map<String, Long> judged) {
        Facts facts = facts(gone, Set.of("p"), Set.of("r"), Set.of(), judged, Set.of("n1"));
        return Balance.of(facts, Repeats.REFUSED).closes();
    }

    @Test
    void aDeliveryInQuarantineIsAccountedForAndWhatARedriveMadeMustHaveComeOut() {
        Facts closed = held(Set.of("d"), Set.of("a"));
        assertThat(Balance.of(closed, Repeats.REFUSED).closes()).isTrue();
        assertThat(Balance.of(closed, Repeats.REFUSED).equations().getFirst().parts())
                .containsEntry("published", 2L)
                .containsEntry("quarantined", 1L);

        assertThat(Balance.of(held(Set.of(), Set.of()), Repeats.REFUSED)
                        .equations()
                        .getFirst()
                        .missing())
                .containsExactly("d");
        assertThat(Balance.of(held(Set.of("d"), Set.of("lost")), Repeats.REFUSED)
                        .equations()
                        .getFirst()
                        .missing())
                .containsExactly("lost");
    }

    private static Facts held(Set<String> held, Set<String> redriven) {
        return new Facts(
                Set.of("a", "b"),
                Set.of(),
                Set.of(),
                2,
                0,
                0,
                Set.of("d"),
                Set.of(),
                Set.of(),
                Set.of(),
                held,
                redriven,
                Map.of("evaluated", 2L),
                Map.of(),
                Map.of());
    }

    private static Facts facts(Set<String> parked, Set<String> released, Map<String, Long> judged, Set<String> noted) {
        return facts(0, parked, released, Set.of(), judged, noted);
    }

    /** Two responses published, one of them twice and one released; one parked; one need raised. */
    private static Facts facts(
            long gone,
            Set<String> parked,
            Set<String> released,
            Set<String> releasedLongAgo,
            Map<String, Long> judged,
            Set<String> noted) {
        return new Facts(
                Set.of("a", "b", "r"),
                Set.of(),
                Set.of(),
                3,
                gone,
                0,
                Set.of("p", "r"),
                parked,
                released,
                releasedLongAgo,
                Set.of(),
                Set.of(),
                judged,
                Map.of("coaching", Set.of("n1")),
                Map.of("coaching", noted));
    }
}
