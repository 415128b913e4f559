package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Pulse;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.SystemicState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.errors.StreamsException;

/**
 * What the search for systemic causes remembers, in values of their own by how often they change: with every pulse a
 * head and what was heard in it, once a day what is usual. All begin with the version of their form.
 */
final class SystemicCodec {
    private static final int VERSION = 1;

    private SystemicCodec() {}

    /** All but the days that are over and the episode: some 60 bytes at twelve partitions. */
    static byte[] head(SystemicState state) {
        StateWriter out = begin().number(state.newest()).count(state.newest() - state.first());
        out.count(state.partitions().size());
        state.partitions()
                .forEach((partition, said) -> out.count(partition)
                        .number(state.newest() - said.interval())
                        .count(said.part()));
        days(out, state.today());
        return out.bytes();
    }

    /** What {@link #head} says. */
    static SystemicState head(byte[] value) {
        StateReader in = open(value);
        long newest = in.number();
        long first = newest - in.count();
        TreeMap<Integer, SystemicState.Said> partitions = new TreeMap<>();
        for (int left = in.size(); left > 0; left--) {
            partitions.put(in.size(), new SystemicState.Said(newest - in.number(), in.size()));
        }
        return new SystemicState(newest, first, partitions, days(in), Optional.empty());
    }

    static byte[] past(SystemicState state) {
        return days(begin(), state.past()).bytes();
    }

    static SortedMap<Long, SortedMap<String, SystemicState.Sum>> past(byte[] value) {
        return days(open(value));
    }

    private static StateWriter days(StateWriter out, Map<Long, SortedMap<String, SystemicState.Sum>> days) {
        out.count(days.size());
        days.forEach((day, channels) -> {
            out.number(day).count(channels.size());
            channels.forEach(
                    (channel, sum) -> out.word(channel).count(sum.ratings()).count(sum.poor()));
        });
        return out;
    }

    private static SortedMap<Long, SortedMap<String, SystemicState.Sum>> days(StateReader in) {
        TreeMap<Long, SortedMap<String, SystemicState.Sum>> days = new TreeMap<>();
        for (int left = in.size(); left > 0; left--) {
            long day = in.number();
            TreeMap<String, SystemicState.Sum> channels = new TreeMap<>();
            for (int more = in.size(); more > 0; more--) {
                channels.put(in.word(), new SystemicState.Sum(in.size(), in.size()));
            }
            days.put(day, Collections.unmodifiableSortedMap(channels));
        }
        return days;
    }

    /** An agent takes its id and three bytes, an example its id and some ten more. */
    static byte[] heard(Pulse pulse) {
        Instant begin = Pulse.begin(pulse.interval());
        StateWriter out = begin().number(pulse.interval()).count(pulse.heard().size());
        for (Pulse.Heard one : pulse.heard()) {
            out.text(one.agent()).word(one.channel().orElse("")).count(one.ratings());
            out.count(2L * one.poor() + (one.example().isPresent() ? 1 : 0));
            one.example().ifPresent(example -> example(out, example, begin));
        }
        return out.bytes();
    }

    private static void example(StateWriter out, Pulse.Example example, Instant begin) {
        out.word(example.response().source()).id(example.response().responseId());
        out.time(example.respondedAt(), begin).points(example.score());
    }

    static List<Pulse.Heard> heard(byte[] value) {
        StateReader in = open(value);
        Instant begin = Pulse.begin(in.number());
        int size = in.size();
        List<Pulse.Heard> heard = new ArrayList<>(size);
        for (int left = size; left > 0; left--) {
            String agent = in.text();
            String channel = in.word();
            int ratings = in.size();
            int poor = in.size();
            heard.add(new Pulse.Heard(
                    agent,
                    channel.isEmpty() ? Optional.empty() : Optional.of(channel),
                    ratings,
                    poor / 2,
                    poor % 2 == 0 ? Optional.empty() : Optional.of(example(in, begin))));
        }
        return heard;
    }

    private static Pulse.Example example(StateReader in, Instant begin) {
        ResponseKey response = new ResponseKey(in.word(), in.id());
        return new Pulse.Example(response, in.time(begin), in.points());
    }

    private static StateWriter begin() {
        return new StateWriter().fixedByte(VERSION);
    }

    private static StateReader open(byte[] value) {
        StateReader in = new StateReader(value);
        int form = in.fixedByte();
        if (form != VERSION) {
            throw new StreamsException("State of form " + form + ", known is " + VERSION);
        }
        return in;
    }
}
