package dev.touchline.goals.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NeedNewsProperties {
    private static final Instant RAISED = Instant.parse("2026-11-12T09:00:00Z");

    @Property
    void theOrderOfTheNewsAndRepetitionsDoNotMatter(@ForAll("news") List<NeedNews> news, @ForAll Random random) {
        // given
        List<NeedNews> redelivered = new ArrayList<>(news);
        redelivered.addAll(news);
        Collections.shuffle(redelivered, random);
        // when, then
        assertThat(new HashSet<>(NeedNews.newestPerNeed(redelivered)))
                .isEqualTo(new HashSet<>(NeedNews.newestPerNeed(news)));
    }

    @Property
    void howTheNewsAreCutIntoBatchesDoesNotMatter(@ForAll("news") List<NeedNews> news, @ForAll Random random) {
        // given
        Map<UUID, NeedNews> applied = new HashMap<>();
        // when
        for (int from = 0; from < news.size(); ) {
            int to = from + 1 + random.nextInt(news.size() - from);
            NeedNews.newestPerNeed(news.subList(from, to))
                    .forEach(one -> applied.merge(one.needId(), one, (a, b) -> b.seq() > a.seq() ? b : a));
            from = to;
        }
        // then
        assertThat(new HashSet<>(applied.values())).isEqualTo(new HashSet<>(NeedNews.newestPerNeed(news)));
    }

    @Property
    void everyNeedKeepsItsHighestSeq(@ForAll("news") List<NeedNews> news) {
        for (NeedNews newest : NeedNews.newestPerNeed(news)) {
            assertThat(news)
                    .filteredOn(one -> one.needId().equals(newest.needId()))
                    .allMatch(one -> one.seq() <= newest.seq());
        }
    }

    /** As alerting-service tells them: within an agent × topic a seq is used once. */
    @Provide
    Arbitrary<List<NeedNews>> news() {
        Arbitrary<UUID> needs = Arbitraries.integers().between(1, 6).map(n -> new UUID(0, n));
        return Combinators.combine(needs, Arbitraries.of(true, false))
                .as((need, stands) ->
                        new NeedNews(need, new AgentTopic("a-17", "courtesy"), "courtesy-poor", 1, stands, RAISED))
                .list()
                .ofMaxSize(30)
                .map(NeedNewsProperties::numbered);
    }

    private static List<NeedNews> numbered(List<NeedNews> news) {
        List<NeedNews> numbered = new ArrayList<>();
        for (NeedNews one : news) {
            numbered.add(new NeedNews(
                    one.needId(), one.about(), one.filterId(), numbered.size() + 1, one.stands(), one.raisedAt()));
        }
        return numbered;
    }
}
