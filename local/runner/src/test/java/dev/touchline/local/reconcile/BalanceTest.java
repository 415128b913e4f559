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

    /** Two responses published, one of them twice and one released; one parked; one need raised. */
    private static Facts facts(Set<String> parked, Set<String> released, Map<String, Long> judged, Set<String> noted) {
        return new Facts(
                Set.of("a", "b", "r"),
                3,
                0,
                Set.of("p", "r"),
                parked,
                released,
                judged,
                Map.of("coaching", Set.of("n1")),
                Map.of("coaching", noted));
    }
}
