package dev.touchline.alerting.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Finds out when a topic is poor with many agents of a team at once, as in an outage or after a change of prices.
 *
 * <p>It looks once an interval, when the first word of a later one comes: how many of the agents who were rated within
 * the window were rated poorly, compared with the 28 days before ({@link Drop}). An episode begins when those are
 * enough agents, a large enough share, and so improbable that chance alone finds one in a team, topic and month with
 * the stated probability at most; the looks add up (union bound). It ends when the window is no longer remarkable; a
 * window with few agents, as in the night, says nothing.
 */
public final class SystemicDetector {
    /** Fewer ratings say too little about what is usual. */
    private static final int FEWEST = 200;

    private static final int DAYS = 28;
    private static final double LEAST_POOR = 0.01;
    private static final double MOST_POOR = 0.5;

    /** An episode is on for as long as there are more poor ones than chance makes in one of five looks. */
    private static final double UNREMARKABLE = 0.2;

    private final Watchfulness watch;

    public SystemicDetector(Watchfulness watch) {
        this.watch = watch;
    }

    /** The new state, and what is to be published. */
    public record Step(SystemicState state, Optional<Cause> cause) {}

    /**
     * A partition says its intervals, and the parts of each, in order; what it said before changes nothing. Whoever
     * remembers keeps the pulse with the state if its interval is not before the first of that.
     *
     * @param window counts of what is kept from that interval on; asked for once an interval at most
     * @param heard the same one by one; only asked for when an episode begins
     */
    public Step take(
            SystemicState before, Pulse pulse, LongFunction<Window> window, LongFunction<List<Pulse.Heard>> heard) {
        SystemicState.Said said = before.partitions().get(pulse.partition());
        if (said != null && said.compareTo(SystemicState.Said.by(pulse)) >= 0) {
            return new Step(before, Optional.empty());
        }
        if (before.newest() == Long.MIN_VALUE || pulse.interval() <= before.newest()) {
            return new Step(added(before, pulse), Optional.empty());
        }
        SystemicState moved = moved(before, pulse.interval());
        Step looked = look(moved, pulse, () -> window.apply(moved.first()), () -> heard.apply(moved.first()));
        return new Step(added(looked.state(), pulse), looked.cause());
    }

    private Step look(SystemicState state, Pulse pulse, Supplier<Window> window, Supplier<List<Pulse.Heard>> heard) {
        Instant now = Pulse.begin(pulse.interval());
        if (state.open().isPresent()) {
            return during(state, state.open().get(), pulse, now, window);
        }
        if (sum(state, Optional.empty()).ratings() < FEWEST) {
            return new Step(state, Optional.empty());
        }
        return found(state, now, window.get(), heard)
                .map(episode -> new Step(
                        state.with(Optional.of(episode), state.days()),
                        Optional.of(new Cause(pulse.team(), pulse.topic(), episode, Optional.empty()))))
                .orElseGet(() -> new Step(state, Optional.empty()));
    }

    /** What lasts too long is the new usual; that is learnt anew. */
    private Step during(SystemicState state, Episode episode, Pulse pulse, Instant now, Supplier<Window> window) {
        boolean over = isUsual(drop(state, episode.channel(), window), episode);
        boolean tooLong = Duration.between(episode.at(), now).compareTo(watch.longest()) >= 0;
        if (!over && !tooLong) {
            return new Step(state, Optional.empty());
        }
        Cause end = new Cause(pulse.team(), pulse.topic(), episode, Optional.of(new Cause.End(now, over)));
        return new Step(state.with(Optional.empty(), over ? state.days() : new TreeMap<>()), Optional.of(end));
    }

    /** A small team never has twice as many: there as many are enough as it was found with. */
    private boolean isUsual(Drop drop, Episode episode) {
        return drop.agents() >= Math.min(2 * watch.agents(), episode.looked()) && drop.chance() > UNREMARKABLE;
    }

    /** The whole team first: what is poor on all channels is about none of them. */
    private Optional<Episode> found(
            SystemicState state, Instant now, Window window, Supplier<List<Pulse.Heard>> heard) {
        List<Optional<String>> places = window.places();
        for (Optional<String> channel : places) {
            Drop drop = drop(state, channel, () -> window);
            boolean spread = drop.poor() >= watch.agents() && drop.poor() >= watch.share() * drop.agents();
            if (spread && drop.chance() * places.size() <= watch.atOnce()) {
                List<Pulse.Example> examples = Drop.examples(heard.get().stream()
                        .filter(one -> channel.isEmpty() || channel.equals(one.channel()))
                        .toList());
                Instant from = now.minus(watch.window());
                return Optional.of(
                        new Episode(channel, from, now, drop.agents(), drop.poor(), drop.expected(), examples));
            }
        }
        return Optional.empty();
    }

    private static Drop drop(SystemicState state, Optional<String> channel, Supplier<Window> window) {
        OptionalDouble usual = usual(sum(state, channel));
        return usual.isEmpty() ? new Drop(0, 0, 0, 1) : window.get().drop(channel, usual.getAsDouble());
    }

    private static SystemicState.Sum sum(SystemicState state, Optional<String> channel) {
        SystemicState.Sum sum = new SystemicState.Sum(0, 0);
        for (var day : state.past().values()) {
            for (var one : day.entrySet()) {
                if (channel.isEmpty() || channel.get().equals(one.getKey())) {
                    sum = sum.and(one.getValue());
                }
            }
        }
        return sum;
    }

    /** The usual share of poor ratings, by two standard errors to the safe side. */
    private static OptionalDouble usual(SystemicState.Sum sum) {
        double share = (sum.poor() + 1.0) / (sum.ratings() + 2.0);
        double safe = share + 2 * Math.sqrt(share * (1 - share) / (sum.ratings() + 2.0));
        return sum.ratings() < FEWEST || safe > MOST_POOR
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(LEAST_POOR, safe));
    }

    private SystemicState moved(SystemicState state, long interval) {
        return new SystemicState(
                interval,
                interval - watch.intervals(),
                state.partitions(),
                state.days().tailMap(SystemicState.day(interval) - DAYS),
                state.open());
    }

    private SystemicState added(SystemicState state, Pulse pulse) {
        long newest = Math.max(state.newest(), pulse.interval());
        TreeMap<Integer, SystemicState.Said> partitions = new TreeMap<>(state.partitions());
        partitions.put(pulse.partition(), SystemicState.Said.by(pulse));
        return new SystemicState(
                newest, newest - watch.intervals(), partitions, days(state, newest, pulse), state.open());
    }

    /** What comes in an episode does not become usual, unless it lasts. */
    private static SortedMap<Long, SortedMap<String, SystemicState.Sum>> days(
            SystemicState state, long newest, Pulse pulse) {
        long its = SystemicState.day(pulse.interval());
        if (state.open().isPresent() || its < SystemicState.day(newest) - DAYS) {
            return state.days();
        }
        TreeMap<String, SystemicState.Sum> day = new TreeMap<>(state.days().getOrDefault(its, new TreeMap<>()));
        pulse.heard()
                .forEach(one -> day.merge(
                        one.channel().orElse(""),
                        new SystemicState.Sum(one.ratings(), one.poor()),
                        SystemicState.Sum::and));
        TreeMap<Long, SortedMap<String, SystemicState.Sum>> days = new TreeMap<>(state.days());
        days.put(its, day);
        return days;
    }
}
