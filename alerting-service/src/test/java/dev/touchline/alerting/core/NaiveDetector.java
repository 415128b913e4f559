package dev.touchline.alerting.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What {@link SystemicDetector} must come to, in the plainest way: the whole window is in the state, and each look goes
 * through all of it.
 */
public final class NaiveDetector {
    /** Fewer ratings say too little about what is usual. */
    private static final int FEWEST = 200;

    private static final int DAYS = 28;
    private static final long A_DAY = Duration.ofDays(1).dividedBy(Pulse.INTERVAL);
    private static final double LEAST_POOR = 0.01;
    private static final double MOST_POOR = 0.5;

    /** An episode is on for as long as there are more poor ones than chance makes in one of five looks. */
    private static final double UNREMARKABLE = 0.2;

    private final Watchfulness watch;

    public NaiveDetector(Watchfulness watch) {
        this.watch = watch;
    }

    /** The window and all else. */
    public record State(
            long newest,
            SortedMap<Integer, Long> partitions,
            SortedMap<Long, List<Pulse.Heard>> window,
            SortedMap<Long, SortedMap<String, SystemicState.Sum>> days,
            Optional<Episode> open) {
        public static final State NEW =
                new State(Long.MIN_VALUE, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), Optional.empty());
    }

    /** The new state, and what is to be published. */
    public record Step(State state, Optional<Cause> cause) {}

    /** A partition says its intervals in order; what it said before changes nothing. */
    public Step take(State before, Pulse pulse) {
        if (before.partitions().getOrDefault(pulse.partition(), Long.MIN_VALUE) >= pulse.interval()) {
            return new Step(before, Optional.empty());
        }
        if (before.newest() == Long.MIN_VALUE || pulse.interval() <= before.newest()) {
            return new Step(added(before, pulse), Optional.empty());
        }
        Step looked = look(moved(before, pulse.interval()), pulse);
        return new Step(added(looked.state(), pulse), looked.cause());
    }

    private Step look(State state, Pulse pulse) {
        Instant now = Pulse.begin(pulse.interval());
        if (state.open().isPresent()) {
            return during(state, state.open().get(), pulse, now);
        }
        return found(state, now)
                .map(episode -> new Step(
                        with(state, Optional.of(episode), state.days()),
                        Optional.of(new Cause(pulse.team(), pulse.topic(), episode, Optional.empty()))))
                .orElseGet(() -> new Step(state, Optional.empty()));
    }

    /** What lasts too long is the new usual; that is learnt anew. */
    private Step during(State state, Episode episode, Pulse pulse, Instant now) {
        boolean over = isUsual(drop(state, episode.channel()), episode);
        boolean tooLong = Duration.between(episode.at(), now).compareTo(watch.longest()) >= 0;
        if (!over && !tooLong) {
            return new Step(state, Optional.empty());
        }
        Cause end = new Cause(pulse.team(), pulse.topic(), episode, Optional.of(new Cause.End(now, over)));
        return new Step(with(state, Optional.empty(), over ? state.days() : new TreeMap<>()), Optional.of(end));
    }

    /** A small team never has twice as many: there as many are enough as it was found with. */
    private boolean isUsual(Drop drop, Episode episode) {
        return drop.agents() >= Math.min(2 * watch.agents(), episode.looked()) && drop.chance() > UNREMARKABLE;
    }

    /** The whole team first: what is poor on all channels is about none of them. */
    private Optional<Episode> found(State state, Instant now) {
        TreeSet<String> channels = new TreeSet<>();
        heard(state, Optional.empty()).forEach(one -> one.channel().ifPresent(channels::add));
        List<Optional<String>> places = new ArrayList<>();
        places.add(Optional.empty());
        channels.forEach(channel -> places.add(Optional.of(channel)));
        for (Optional<String> channel : places) {
            Drop drop = drop(state, channel);
            boolean spread = drop.poor() >= watch.agents() && drop.poor() >= watch.share() * drop.agents();
            if (spread && drop.chance() * places.size() <= watch.atOnce()) {
                List<Pulse.Example> examples = Drop.examples(heard(state, channel));
                Instant from = now.minus(watch.window());
                return Optional.of(
                        new Episode(channel, from, now, drop.agents(), drop.poor(), drop.expected(), examples));
            }
        }
        return Optional.empty();
    }

    private static Drop drop(State state, Optional<String> channel) {
        OptionalDouble usual = usual(state, channel);
        return usual.isEmpty() ? new Drop(0, 0, 0, 1) : Drop.of(agents(heard(state, channel)), usual.getAsDouble());
    }

    /** The usual share of poor ratings, by two standard errors to the safe side. */
    private static OptionalDouble usual(State state, Optional<String> channel) {
        SystemicState.Sum sum = new SystemicState.Sum(0, 0);
        for (var day : state.days().headMap(day(state.newest())).values()) {
            for (var one : day.entrySet()) {
                if (channel.isEmpty() || channel.get().equals(one.getKey())) {
                    sum = sum.and(one.getValue());
                }
            }
        }
        double share = (sum.poor() + 1.0) / (sum.ratings() + 2.0);
        double safe = share + 2 * Math.sqrt(share * (1 - share) / (sum.ratings() + 2.0));
        return sum.ratings() < FEWEST || safe > MOST_POOR
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(LEAST_POOR, safe));
    }

    private static Collection<SystemicState.Sum> agents(List<Pulse.Heard> heard) {
        Map<String, SystemicState.Sum> agents = new HashMap<>();
        heard.forEach(one ->
                agents.merge(one.agent(), new SystemicState.Sum(one.ratings(), one.poor()), SystemicState.Sum::and));
        return agents.values();
    }

    private static List<Pulse.Heard> heard(State state, Optional<String> channel) {
        return state.window().values().stream()
                .flatMap(List::stream)
                .filter(one -> channel.isEmpty() || channel.equals(one.channel()))
                .toList();
    }

    private State moved(State state, long interval) {
        return new State(
                interval,
                state.partitions(),
                state.window().tailMap(interval - watch.intervals()),
                state.days().tailMap(day(interval) - DAYS),
                state.open());
    }

    /** What comes in an episode does not become usual, unless it lasts. */
    private State added(State state, Pulse pulse) {
        long newest = Math.max(state.newest(), pulse.interval());
        TreeMap<Long, List<Pulse.Heard>> window = new TreeMap<>(state.window());
        if (pulse.interval() >= newest - watch.intervals()) {
            List<Pulse.Heard> both = new ArrayList<>(window.getOrDefault(pulse.interval(), List.of()));
            both.addAll(pulse.heard());
            window.put(pulse.interval(), List.copyOf(both));
        }
        TreeMap<Long, SortedMap<String, SystemicState.Sum>> days = new TreeMap<>(state.days());
        if (state.open().isEmpty() && day(pulse.interval()) >= day(newest) - DAYS) {
            TreeMap<String, SystemicState.Sum> day =
                    new TreeMap<>(days.getOrDefault(day(pulse.interval()), new TreeMap<>()));
            pulse.heard()
                    .forEach(one -> day.merge(
                            one.channel().orElse(""),
                            new SystemicState.Sum(one.ratings(), one.poor()),
                            SystemicState.Sum::and));
            days.put(day(pulse.interval()), day);
        }
        TreeMap<Integer, Long> partitions = new TreeMap<>(state.partitions());
        partitions.put(pulse.partition(), pulse.interval());
        return new State(newest, partitions, window, days, state.open());
    }

    private static State with(
            State state, Optional<Episode> open, SortedMap<Long, SortedMap<String, SystemicState.Sum>> days) {
        return new State(state.newest(), state.partitions(), state.window(), days, open);
    }

    private static long day(long interval) {
        return Math.floorDiv(interval, A_DAY);
    }
}
