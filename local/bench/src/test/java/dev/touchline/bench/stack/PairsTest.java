package dev.touchline.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairsTest {
    private record Pair(int agent, int topic) {}

    @Test
    void everyPairComesOnceAndReservedOnesAreOthersOfTeamZero() {
        // given
        Pairs pairs = new Pairs(1);
        Set<Pair> all = new HashSet<>();

        // when
        for (int i = 0; i < pairs.size(); i++) {
            all.add(new Pair(pairs.agent(i), pairs.topic(i)));
        }
        for (int i = 0; i < Pairs.reserved(); i++) {
            assertThat(Teams.teamOf(Pairs.reservedAgent(i))).isZero();
            all.add(new Pair(Pairs.reservedAgent(i), Pairs.reservedTopic(i)));
        }

        // then
        assertThat(all)
                .hasSize(pairs.size() + Pairs.reserved())
                .allMatch(pair -> pair.agent() < Teams.AGENTS && pair.topic() < Teams.TOPICS);
    }

    @Test
    void thePlanHasPairsEnough() {
        // the longest warm-up at 500/s, as long again as an interval, then a minute at 200/s and one at 500/s
        assertThat(new Pairs(1).size()).isGreaterThan(500 * (60 + 300 + 120) + 200 * 60 + 500 * 60);
    }

    @Test
    void theSeedDecidesTheOrder() {
        assertThat(new Pairs(1).agent(0)).isEqualTo(new Pairs(1).agent(0));
        assertThat(new Pairs(1).agent(0)).isNotEqualTo(new Pairs(2).agent(0));
    }
}
