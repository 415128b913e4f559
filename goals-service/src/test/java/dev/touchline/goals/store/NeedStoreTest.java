package dev.touchline.goals.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.Backing;
import dev.touchline.goals.Tables;
import dev.touchline.goals.core.Act;
import dev.touchline.goals.core.AgentTopic;
import dev.touchline.goals.core.Goal;
import dev.touchline.goals.core.NeedNews;
import dev.touchline.goals.store.GoalStore.Outcome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "goals"))
class NeedStoreTest {
    private static final Set<String> OPEN = Set.of("suggested", "accepted");
    private static final Instant RAISED = Instant.parse("2026-11-12T09:00:00Z");

    @Inject
    NeedStore needs;

    @Inject
    GoalStore goals;

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyOrderAnyRepetitionAndAnyCutLeadToTheSameGoals(int seed) {
        // given
        Random random = new Random(seed);
        String agent = "random-" + UUID.randomUUID();
        List<NeedNews> news = told(agent, random);
        List<NeedNews> redelivered = new ArrayList<>(news);
        redelivered.addAll(news.subList(0, random.nextInt(news.size())));
        Collections.shuffle(redelivered, random);
        // when
        int fresh = 0;
        for (int from = 0; from < redelivered.size(); ) {
            int to = from + 1 + random.nextInt(redelivered.size() - from);
            fresh += needs.note(redelivered.subList(from, to));
            from = to;
        }
        // then
        assertThat(needsByTopic(agent)).isEqualTo(expected(news));
        assertThat(fresh).isBetween(1, news.size());
        // and when
        String before = Tables.checksum();
        assertThat(needs.note(redelivered)).isZero();
        // then
        assertThat(Tables.checksum()).isEqualTo(before);
    }

    @Test
    void noNeedIsLostWhileAPersonDropsTheGoalsItBelongsTo() throws InterruptedException {
        // given
        String agent = "dropping-" + UUID.randomUUID();
        AtomicBoolean done = new AtomicBoolean();
        Thread person = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                goals.ofAgent(agent, OPEN, null, 10).forEach(this::drop);
            }
        });
        // when
        for (int seq = 1; seq <= 300; seq++) {
            needs.note(List.of(news(UUID.randomUUID(), agent, "courtesy", seq, true)));
        }
        done.set(true);
        person.join();
        // then
        assertThat(Tables.count("need_noted WHERE agent_id = '" + agent + "' AND goal_id IS NOT NULL"))
                .isEqualTo(300);
        assertThat(Tables.count("goal WHERE agent_id = '" + agent + "'")).isGreaterThan(1);
    }

    @Test
    void whatWasTwiceInABatchIsCountedOnce() {
        NeedNews one = news(UUID.randomUUID(), "twice-" + UUID.randomUUID(), "courtesy", 1, true);
        assertThat(needs.note(List.of(one, one))).isOne();
    }

    private void drop(Goal goal) {
        Outcome outcome = goals.move(goal.id(), goal.version(), now -> now.drop("Not now", new Act("agent:a", RAISED)))
                .orElseThrow();
        assertThat(outcome).isInstanceOf(Outcome.Changed.class);
    }

    private Map<String, Integer> needsByTopic(String agent) {
        return goals.ofAgent(agent, OPEN, null, 100).stream()
                .collect(Collectors.toMap(
                        goal -> goal.about().topic(), goal -> goal.behind().needs()));
    }

    /** Up to 8 needs on 3 topics in up to 40 records, with one counter as alerting-service has it. */
    private static List<NeedNews> told(String agent, Random random) {
        List<UUID> ids = IntStream.range(0, 8).mapToObj(_ -> UUID.randomUUID()).toList();
        List<NeedNews> told = new ArrayList<>();
        for (int seq = 1; seq <= 5 + random.nextInt(35); seq++) {
            int need = random.nextInt(ids.size());
            told.add(news(ids.get(need), agent, "topic-" + need % 3, seq, random.nextBoolean()));
        }
        return told;
    }

    /** The oracle: the last word on each need, counted the plain way. */
    private static Map<String, Integer> expected(List<NeedNews> told) {
        Map<UUID, NeedNews> last = new HashMap<>();
        told.forEach(one -> last.put(one.needId(), one));
        Map<String, Integer> counts = new HashMap<>();
        new HashSet<>(last.values())
                .stream()
                        .filter(NeedNews::stands)
                        .forEach(one -> counts.merge(one.about().topic(), 1, Integer::sum));
        return counts;
    }

    private static NeedNews news(UUID id, String agent, String topic, long seq, boolean stands) {
        return new NeedNews(id, new AgentTopic(agent, topic), "poor", seq, stands, RAISED);
    }
}
