package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.alerting.core.Cause;
import dev.touchline.alerting.core.NaiveDetector;
import dev.touchline.alerting.core.Pulse;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.SystemicDetector;
import dev.touchline.alerting.core.Watchfulness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.apache.kafka.streams.state.KeyValueStore;

/** Pulse by pulse, with what is known lost at any time: the same causes as if the whole window were looked through. */
class CausePlacesProperties {
    private static final Watchfulness WATCH =
            new Watchfulness(25, Duration.ofHours(2), 4, 0.2, 0.9, Duration.ofHours(9));
    private static final int INTERVALS = 24;
    private static final String PLACE = "billing/clarity";
    private static final long START = Pulse.interval(Instant.parse("2026-11-01T00:00:00Z"));

    @Property(tries = 50)
    void theCausesAreThoseOfTheWholeWindow(@ForAll long seed) {
        Course course = new Course(new Random(seed));
        Split split = new Split(course.random);
        NaiveDetector naive = new NaiveDetector(WATCH);
        NaiveDetector.State state = NaiveDetector.State.NEW;
        List<Cause> expected = new ArrayList<>();
        List<Cause> causes = new ArrayList<>();

        for (Pulse pulse : course.pulses()) {
            NaiveDetector.Step step = naive.take(state, pulse);
            state = step.state();
            step.cause().ifPresent(expected::add);
            course.told(pulse).forEach(part -> split.take(part).ifPresent(causes::add));
        }

        assertThat(causes).isEqualTo(expected);
        long oldest = state.newest() - INTERVALS;
        assertThat(split.kept())
                .containsExactlyInAnyOrderElementsOf(state.window().tailMap(oldest).values().stream()
                        .flatMap(List::stream)
                        .map(CausePlacesProperties::counts)
                        .toList());
        Statistics.label("causes").collect(expected.isEmpty() ? "none" : expected.size() < 2 ? "begun" : "ended");
    }

    private static List<Object> counts(Pulse.Heard heard) {
        return List.of(heard.agent(), heard.channel(), heard.ratings(), heard.poor());
    }

    /** The detector over the store, whose processor ends and begins anew now and then. */
    private static final class Split {
        private final KeyValueStore<String, byte[]> store = HistoriesProperties.store();
        private final SystemicDetector detector = new SystemicDetector(WATCH);
        private final Random random;
        private final boolean room;
        private CausePlaces places;

        Split(Random random) {
            this.random = random;
            this.room = random.nextBoolean();
            this.places = begin();
        }

        private CausePlaces begin() {
            return CausePlaces.of(store, () -> room ? Long.MAX_VALUE : 0);
        }

        Optional<Cause> take(Pulse pulse) {
            if (random.nextInt(40) == 0) {
                places.close();
                places = begin();
            }
            CausePlace place = places.load(PLACE);
            SystemicDetector.Step step = detector.take(place.state(), pulse, place::window, place::heard);
            if (!step.state().equals(place.state())) {
                place.save(pulse, step.state());
            }
            places.keep(PLACE, place);
            assertThat(new CausePlace(store, PLACE).state()).isEqualTo(place.state());
            return step.cause();
        }

        List<List<Object>> kept() {
            return new CausePlace(store, PLACE)
                    .heard(Long.MIN_VALUE).stream()
                            .map(CausePlacesProperties::counts)
                            .toList();
        }
    }

    /** Three days of a team on some channels, with outages, quiet nights, partitions that lag, and repetitions. */
    private static final class Course {
        private final Random random;
        private final int agents;
        private final int partitions;
        private final int channels;

        Course(Random random) {
            this.random = random;
            this.agents = random.nextInt(8) == 0 ? 900 : 8 + random.nextInt(40);
            this.partitions = 1 + random.nextInt(3);
            this.channels = random.nextInt(3);
        }

        List<Pulse> pulses() {
            List<Pulse> pulses = new ArrayList<>();
            for (int day = 0; day < 4; day++) {
                int out = random.nextInt(60);
                int until = out + random.nextInt(60);
                double poor = day == 0 ? 0.05 : random.nextDouble();
                for (int slot = 0; slot < 60; slot++) {
                    double chance = slot >= out && slot < until ? poor : 0.05;
                    boolean quiet = random.nextInt(20) == 0;
                    for (int partition = 0; partition < partitions && !quiet; partition++) {
                        pulse(START + 288L * day + slot, partition, chance).ifPresent(pulses::add);
                    }
                }
            }
            lag(pulses);
            for (int i = 0; i < 5; i++) {
                int at = random.nextInt(pulses.size());
                pulses.add(Math.min(pulses.size(), at + random.nextInt(200)), pulses.get(at));
            }
            return pulses;
        }

        /** Swaps neighbours of different partitions. */
        private void lag(List<Pulse> pulses) {
            for (int i = 0; i < 400; i++) {
                int at = random.nextInt(pulses.size() - 1);
                if (pulses.get(at).partition() != pulses.get(at + 1).partition()) {
                    Collections.swap(pulses, at, at + 1);
                }
            }
        }

        private Optional<Pulse> pulse(long interval, int partition, double chance) {
            List<Pulse.Heard> heard = new ArrayList<>();
            for (int agent = partition; agent < agents; agent += partitions) {
                if (random.nextInt(3) == 0) {
                    heard.add(heard("a-%03d".formatted(agent), interval, chance));
                }
            }
            return heard.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Pulse("billing", "clarity", interval, partition, heard));
        }

        private Pulse.Heard heard(String agent, long interval, double chance) {
            int ratings = 1 + random.nextInt(2);
            int poor = random.nextDouble() < chance ? 1 + random.nextInt(ratings) : 0;
            String id = random.nextBoolean() ? agent + "-" + interval : "x".repeat(random.nextInt(200) + 1);
            Pulse.Example example = new Pulse.Example(
                    new ResponseKey("demo", id), Pulse.begin(interval).plusMillis(random.nextInt(300_000)), 12.5);
            int channel = random.nextInt(channels + 1);
            return new Pulse.Heard(
                    agent,
                    channel == 0 ? Optional.empty() : Optional.of("c-" + channel),
                    ratings,
                    poor,
                    poor == 0 ? Optional.empty() : Optional.of(example));
        }

        /** As it is published, now and then in two parts; in the same ones when it comes again. */
        List<Pulse> told(Pulse pulse) {
            Random its = new Random(31 * pulse.interval() + pulse.partition());
            Pulse whole = Pulse.of(pulse.team(), pulse.topic(), pulse.interval(), pulse.partition(), pulse.heard())
                    .getFirst();
            int cut = its.nextInt(4) == 0 ? its.nextInt(whole.heard().size()) : 0;
            return cut == 0
                    ? List.of(whole)
                    : List.of(
                            part(whole, 0, whole.heard().subList(0, cut)),
                            part(
                                    whole,
                                    1,
                                    whole.heard().subList(cut, whole.heard().size())));
        }

        private static Pulse part(Pulse whole, int part, List<Pulse.Heard> heard) {
            return new Pulse(whole.team(), whole.topic(), whole.interval(), whole.partition(), part, heard);
        }
    }
}
