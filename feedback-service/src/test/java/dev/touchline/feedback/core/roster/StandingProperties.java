package dev.touchline.feedback.core.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.feedback.core.roster.Standing.Elsewhere;
import dev.touchline.feedback.core.roster.Standing.Rank;
import dev.touchline.feedback.core.roster.Standing.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** One response, a log per agent as Kafka keeps it, tables that read the logs in any order, and the worker between. */
class StandingProperties {
    private static final List<String> AGENTS = List.of("a", "b", "c");

    /** The platform says something, or a person or the roster wants another agent. */
    private sealed interface Happening {
        record Said(String agent, int updated) implements Happening {}

        record Wanted(String agent) implements Happening {}
    }

    private record Entry(String agent, Rank rank, boolean retraction, long place) {}

    @Property(tries = 500)
    void whateverHappensInTheEndOneAgentHasItAndItIsTheWantedOne(
            @ForAll("happenings") List<Happening> happenings, @ForAll Random random) {
        World world = new World(random);
        String wanted = null;
        for (Happening happening : happenings) {
            switch (happening) {
                case Happening.Said(String agent, int updated) -> world.write(agent, rank(updated, 1), false);
                case Happening.Wanted(String agent) -> wanted = agent;
            }
            world.readSome();
            world.work(wanted);
        }
        world.settle(wanted);

        assertThat(world.believers()).hasSize(world.holder == null ? 0 : 1);
        if (world.holder != null) {
            assertThat(world.believers()).containsExactly(world.holder.agent());
            assertThat(wanted == null || world.holder.agent().equals(wanted)).isTrue();
        }
        int written = world.written();
        world.readEverythingAgain();
        world.settle(wanted);
        assertThat(world.written()).as("a replay publishes nothing").isEqualTo(written);
    }

    @Provide
    Arbitrary<List<Happening>> happenings() {
        Arbitrary<Happening> said = Combinators.combine(
                        Arbitraries.of(AGENTS), Arbitraries.integers().between(1, 3))
                .as(Happening.Said::new);
        Arbitrary<Happening> wanted = Arbitraries.of(AGENTS).map(Happening.Wanted::new);
        return Arbitraries.oneOf(said, said, wanted).list().ofMinSize(1).ofMaxSize(12);
    }

    private static Rank rank(int updated, int attribution) {
        return new Rank(Instant.EPOCH.plusSeconds(updated), attribution);
    }

    private static final class World {
        private final Random random;
        private final Map<String, List<Entry>> logs = new TreeMap<>();
        private final Map<String, Integer> read = new HashMap<>();
        private final Map<String, Elsewhere> elsewhere = new TreeMap<>();
        private final Map<String, Long> places = new HashMap<>();
        private Entry holder;

        @SuppressWarnings("NullAway.Init")
        World(Random random) {
            this.random = random;
            AGENTS.forEach(agent -> logs.put(agent, new ArrayList<>()));
        }

        void write(String agent, Rank rank, boolean retraction) {
            List<Entry> log = logs.get(agent);
            log.add(new Entry(agent, rank, retraction, log.size()));
        }

        int written() {
            return logs.values().stream().mapToInt(List::size).sum();
        }

        void readEverythingAgain() {
            read.clear();
        }

        void readSome() {
            for (int i = random.nextInt(4); i > 0; i--) {
                readOne(AGENTS.get(random.nextInt(AGENTS.size())));
            }
        }

        private boolean readOne(String agent) {
            int next = read.getOrDefault(agent, 0);
            if (next == logs.get(agent).size()) {
                return false;
            }
            read.put(agent, next + 1);
            Entry entry = logs.get(agent).get(next);
            if (!entry.retraction()) {
                take(entry);
            }
            return true;
        }

        /** As the read model does. */
        private void take(Entry entry) {
            boolean holds = holder == null || newer(entry, holder);
            Entry lost = holds ? holder : entry;
            holder = holds ? entry : holder;
            if (lost != null && !lost.agent().equals(holder.agent())) {
                Elsewhere known = elsewhere.get(lost.agent());
                int order = known == null ? 1 : lost.rank().compareTo(known.rank());
                if (order > 0 || order == 0 && lost.place() > places.get(lost.agent())) {
                    note(lost.agent(), lost.rank(), false, lost.place());
                }
            }
        }

        private void note(String agent, Rank rank, boolean retracted, long place) {
            elsewhere.put(agent, new Elsewhere(agent, "team", rank, retracted));
            places.put(agent, place);
        }

        private static boolean newer(Entry one, Entry other) {
            int order = one.rank().compareTo(other.rank());
            order = order == 0 ? Long.compare(one.place(), other.place()) : order;
            return order == 0 ? one.agent().compareTo(other.agent()) > 0 : order > 0;
        }

        /** A crash between the two commits leaves the records and forgets the notes. */
        private void work(String wanted) {
            if (holder == null) {
                return;
            }
            String goal = wanted == null ? holder.agent() : wanted;
            Standing standing = new Standing(holder.agent(), "team", holder.rank(), List.copyOf(elsewhere.values()));
            boolean crash = random.nextInt(4) == 0;
            switch (standing.towards(goal)) {
                case Step.Nothing() -> {}
                case Step.Wait() -> {}
                case Step.Retract(Rank rank, List<Elsewhere> from) -> retract(rank, from, crash);
                case Step.Move(Rank rank, List<Elsewhere> from) -> {
                    write(goal, rank, false);
                    retract(rank, from, crash);
                }
            }
        }

        private void retract(Rank rank, List<Elsewhere> from, boolean crash) {
            for (Elsewhere other : from) {
                write(other.agentId(), rank, true);
                if (!crash) {
                    note(other.agentId(), rank, true, logs.get(other.agentId()).size() - 1);
                }
            }
        }

        void settle(String wanted) {
            for (int calm = 0; calm < 20; calm++) {
                boolean quiet = true;
                for (String agent : AGENTS) {
                    while (readOne(agent)) {
                        quiet = false;
                    }
                }
                calm = quiet ? calm : 0;
                work(wanted);
            }
        }

        /** The agents of whom alerting believes that it is about them: the newest of each log, later ones winning. */
        List<String> believers() {
            return logs.entrySet().stream()
                    .filter(log -> log.getValue().stream()
                            .reduce((one, other) -> other.rank().compareTo(one.rank()) >= 0 ? other : one)
                            .filter(entry -> !entry.retraction())
                            .isPresent())
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }
}
