package dev.touchline.alerting.core;

import static dev.touchline.alerting.core.Some.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Fifty agents with eight ratings each in a day of eight hours, one poor rating in ten. */
class SystemicDetectorTest {
    private static final Watchfulness WATCH =
            new Watchfulness(25, Duration.ofHours(2), 8, 0.3, 0.01, Duration.ofDays(7));
    private static final int AGENTS = 50;
    private static final int SLOTS_A_DAY = 288;
    private static final int BEGIN = 8 * 12;
    private static final int END = 16 * 12;
    private static final double RATINGS_A_SLOT = 8.0 / (END - BEGIN);
    private static final double USUAL = 0.1;
    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

    /** How often an agent is rated poorly on a slot, counted from the start. */
    private interface Chance extends BiFunction<Integer, Integer, Double> {}

    @Test
    void anOutageThatHits30Of50AgentsIsFoundOnceAndMutesTheirFlags() {
        int found = 0;
        int flags = 0;
        int muted = 0;
        for (int seed = 0; seed < 10; seed++) {
            // given: from 10 to 15 on the 31st day, seven in ten ratings of thirty agents are poor
            int day = 30 * SLOTS_A_DAY;
            Chance chance = (agent, slot) -> agent < 30 && slot >= day + 10 * 12 && slot < day + 15 * 12 ? 0.7 : USUAL;
            List<Rating> ratings = ratings(new Random(seed), 32, chance);

            // when
            List<Cause.Published> causes = causes(ratings, 12);

            // then
            assertThat(causes)
                    .extracting(published -> published.cause().end().isPresent())
                    .containsExactly(false, true);
            Instant begin = causes.getFirst().cause().episode().at();
            assertThat(begin).isBetween(at(day + 10 * 12), at(day + 15 * 12));
            assertThat(causes.getLast().cause().end())
                    .hasValueSatisfying(end -> assertThat(end.at()).isAfter(begin));
            found += causes.size() / 2;
            Set<Rating> after = ratings.stream()
                    .filter(rating -> !rating.respondedAt().isBefore(begin.plus(Episodes.SETTLES)))
                    .filter(rating -> rating.respondedAt().isBefore(at(day + 15 * 12)))
                    .collect(Collectors.toSet());
            Map<Boolean, Integer> told = flags(ratings, after, causes);
            flags += told.get(true) + told.get(false);
            muted += told.get(true);
        }
        assertThat(found).isEqualTo(10);
        assertThat(flags).isGreaterThan(300);
        assertThat((double) muted / flags).isGreaterThan(0.9);
    }

    @Test
    void theCauseOfATeamOfTwelveEndsWithItToo() {
        for (int seed = 0; seed < 10; seed++) {
            // given: from 10 to 15 on the 31st day, eight in ten ratings are poor
            int day = 30 * SLOTS_A_DAY;
            Chance chance = (agent, slot) -> slot >= day + 10 * 12 && slot < day + 15 * 12 ? 0.8 : USUAL;

            // when
            List<Cause.Published> causes = causes(ratings(new Random(seed), 12, 35, chance), 3);

            // then
            assertThat(causes)
                    .extracting(published -> published.cause().end().isPresent())
                    .containsExactly(false, true);
            Cause.End end = causes.getLast().cause().end().orElseThrow();
            assertThat(end.recovered()).isTrue();
            assertThat(end.at()).isBefore(at(day + 2 * SLOTS_A_DAY));
        }
    }

    @Test
    void fiveTrulyPoorAgentsAreNeverTakenForACause() {
        // given: forty months, six in ten ratings of five agents are poor from the 31st day on
        for (int seed = 0; seed < 40; seed++) {
            Chance chance = (agent, slot) -> agent < 5 && slot >= 30 * SLOTS_A_DAY ? 0.6 : USUAL;

            assertThat(causes(ratings(new Random(seed), 60, chance), 1)).isEmpty();
        }
    }

    @Test
    void chanceAloneFindsACauseInOneOfAHundredMonthsAtMost() {
        int found = 0;
        for (int seed = 0; seed < 100; seed++) {
            found += causes(ratings(new Random(1000 + seed), 60, (agent, slot) -> USUAL), 1)
                    .size();
        }
        assertThat(found)
                .as("in 100 months, each after one that says what is usual")
                .isLessThanOrEqualTo(2);
    }

    @Test
    void whatLastsIsTheNewUsualAfterAWeek() {
        // given: prices changed on the 31st day
        Chance chance = (agent, slot) -> slot >= 30 * SLOTS_A_DAY ? 0.4 : USUAL;

        List<Cause.Published> causes = causes(ratings(new Random(7), 60, chance), 1);

        assertThat(causes).as("one begin and one end").hasSize(2);
        Cause.End end = causes.getLast().cause().end().orElseThrow();
        assertThat(end.recovered()).isFalse();
        assertThat(end.at()).isBetween(at(37 * SLOTS_A_DAY), at(39 * SLOTS_A_DAY));
    }

    @Test
    void aDropOnOneChannelIsAboutThatChannel() {
        List<Pulse> pulses = new ArrayList<>();
        Random random = new Random(3);
        for (int slot = 0; slot < 31 * SLOTS_A_DAY; slot++) {
            List<Pulse.Heard> heard = new ArrayList<>();
            for (int agent = 0; agent < 200; agent++) {
                String channel = agent < 30 ? "chat" : "voice";
                boolean out = agent < 30 && slot >= 30 * SLOTS_A_DAY + 120;
                if (inShift(slot) && random.nextDouble() < RATINGS_A_SLOT) {
                    heard.add(heard("a-" + agent, channel, random.nextDouble() < (out ? 0.8 : USUAL), slot));
                }
            }
            if (!heard.isEmpty()) {
                pulses.add(new Pulse("billing", TOPIC, first() + slot, 0, heard));
            }
        }

        List<Cause> causes = detect(pulses);

        assertThat(causes).isNotEmpty();
        assertThat(causes.getFirst().episode().channel()).contains("chat");
    }

    @Test
    void examplesWithLongIdsFitIntoARecord() {
        List<Pulse.Heard> heard = new ArrayList<>();
        for (int agent = 0; agent < 300; agent++) {
            heard.add(heard("語".repeat(250) + agent, "chat", true, agent));
        }

        List<Pulse.Example> examples = Drop.examples(heard);

        assertThat(examples).hasSizeBetween(50, 60);
        assertThat(Drop.examples(List.of(heard.getFirst()))).hasSize(1);
        assertThat(examples.stream()
                        .mapToInt(one -> one.response().responseId().getBytes(StandardCharsets.UTF_8).length)
                        .sum())
                .isLessThan(NeedChange.LARGEST);
    }

    @Test
    void theSamePulsesGiveTheSameCauses() {
        int day = 30 * SLOTS_A_DAY;
        List<Rating> ratings =
                ratings(new Random(5), 32, (agent, slot) -> slot >= day + 120 && slot < day + 180 ? 0.6 : USUAL);

        assertThat(causes(ratings, 12)).isEqualTo(causes(ratings, 12)).isNotEmpty();
    }

    @Test
    void aRepeatedPulseChangesNothing() {
        Memory memory = new Memory();
        List<Pulse> pulses = pulses(ratings(new Random(1), 2, (agent, slot) -> USUAL), 3);
        pulses.forEach(memory::take);
        SystemicState state = memory.state;

        for (Pulse pulse : pulses) {
            assertThat(memory.take(pulse)).isEmpty();
            assertThat(memory.state).isEqualTo(state);
        }
    }

    @Test
    void theStateIsBounded() {
        Memory memory = new Memory();
        pulses(ratings(new Random(1), 80, (agent, slot) -> USUAL), 12).forEach(memory::take);

        assertThat(memory.state.days().size()).isLessThanOrEqualTo(29);
        assertThat(memory.window.size()).isLessThanOrEqualTo(25);
    }

    /** Keeps what the detector asks for. */
    private static final class Memory {
        private final SystemicDetector detector = new SystemicDetector(WATCH);
        private final TreeMap<Long, List<Pulse.Heard>> window = new TreeMap<>();
        private final Window counts = new Window();
        private SystemicState state = SystemicState.NEW;

        Optional<Cause> take(Pulse pulse) {
            SystemicDetector.Step step = detector.take(state, pulse, this::counts, this::heard);
            counts(step.state().first());
            if (!step.state().equals(state) && pulse.interval() >= step.state().first()) {
                window.computeIfAbsent(pulse.interval(), none -> new ArrayList<>())
                        .addAll(pulse.heard());
                counts.add(pulse.heard());
            }
            state = step.state();
            return step.cause();
        }

        private Window counts(long from) {
            window.headMap(from).values().forEach(counts::remove);
            window.headMap(from).clear();
            return counts;
        }

        private List<Pulse.Heard> heard(long from) {
            return window.tailMap(from).values().stream().flatMap(List::stream).toList();
        }
    }

    /** Flags of "one poor rating" among those ratings: told (false) and muted (true). */
    private static Map<Boolean, Integer> flags(List<Rating> all, Set<Rating> counted, List<Cause.Published> causes) {
        Episodes episodes = new Episodes();
        causes.forEach(episodes::add);
        FilterBook book = FilterBook.of(List.of(Some.filter("f", 1, Instant.EPOCH, Some.each(25), Duration.ofHours(1))))
                .knowing(episodes);
        AlertEngine engine = new AlertEngine(Some.GRACE);
        Map<String, AgentTopicHistory> histories = new HashMap<>();
        Map<Boolean, Integer> flags = new HashMap<>(Map.of(true, 0, false, 0));
        for (Rating rating : all) {
            AgentTopicHistory history = histories.getOrDefault(rating.agent().id(), AgentTopicHistory.EMPTY);
            Decision decision = engine.judge(history, new Arrival.First(rating), book, Baselines.NONE);
            histories.put(rating.agent().id(), decision.history());
            if (counted.contains(rating)) {
                boolean raised =
                        decision.changes().stream().anyMatch(change -> change.type() == NeedChange.Type.RAISED);
                flags.merge(false, raised ? 1 : 0, Integer::sum);
                boolean muted = decision.verdict() instanceof Verdict.Marked marked
                        && !marked.muted().isEmpty();
                flags.merge(true, muted ? 1 : 0, Integer::sum);
            }
        }
        return flags;
    }

    private static List<Rating> ratings(Random random, int days, Chance chance) {
        return ratings(random, AGENTS, days, chance);
    }

    private static List<Rating> ratings(Random random, int agents, int days, Chance chance) {
        List<Rating> ratings = new ArrayList<>();
        for (int slot = 0; slot < days * SLOTS_A_DAY; slot++) {
            for (int agent = 0; agent < agents; agent++) {
                if (inShift(slot) && random.nextDouble() < RATINGS_A_SLOT) {
                    boolean poor = random.nextDouble() < chance.apply(agent, slot);
                    Instant at = at(slot).plusSeconds(random.nextInt(300));
                    Rating rating = Some.rating("r" + ratings.size(), TOPIC, at, at, poor ? 0 : 75);
                    ratings.add(Some.of(new Person("a-" + agent, Optional.empty()), rating));
                }
            }
        }
        return ratings;
    }

    private static List<Cause.Published> causes(List<Rating> ratings, int partitions) {
        return detect(pulses(ratings, partitions)).stream()
                .map(cause -> new Cause.Published(
                        cause,
                        cause.end().map(Cause.End::at).orElse(cause.episode().at())))
                .toList();
    }

    private static List<Cause> detect(List<Pulse> pulses) {
        Memory memory = new Memory();
        return pulses.stream().flatMap(pulse -> memory.take(pulse).stream()).toList();
    }

    /** As the agents' partitions say it. */
    private static List<Pulse> pulses(List<Rating> ratings, int partitions) {
        Map<Long, Map<Integer, List<Pulse.Heard>>> slots = new TreeMap<>();
        for (Rating rating : ratings) {
            long slot = Pulse.interval(rating.respondedAt());
            int partition = Math.floorMod(rating.agent().id().hashCode(), partitions);
            Pulse.Example example = new Pulse.Example(rating.response(), rating.respondedAt(), rating.score());
            boolean poor = rating.score() <= 25;
            slots.computeIfAbsent(slot, none -> new TreeMap<>())
                    .computeIfAbsent(partition, none -> new ArrayList<>())
                    .add(new Pulse.Heard(
                            rating.agent().id(),
                            Optional.empty(),
                            1,
                            poor ? 1 : 0,
                            poor ? Optional.of(example) : Optional.empty()));
        }
        List<Pulse> pulses = new ArrayList<>();
        slots.forEach((slot, heard) ->
                heard.forEach((partition, some) -> pulses.add(new Pulse("billing", TOPIC, slot, partition, some))));
        return pulses;
    }

    private static Pulse.Heard heard(String agent, String channel, boolean poor, int slot) {
        Pulse.Example example = new Pulse.Example(new ResponseKey("demo", agent + slot), at(slot), 0);
        return new Pulse.Heard(
                agent, Optional.of(channel), 1, poor ? 1 : 0, poor ? Optional.of(example) : Optional.empty());
    }

    private static boolean inShift(int slot) {
        int ofDay = slot % SLOTS_A_DAY;
        return ofDay >= BEGIN && ofDay < END;
    }

    private static long first() {
        return Pulse.interval(START);
    }

    private static Instant at(int slot) {
        return Pulse.begin(first() + slot);
    }
}
