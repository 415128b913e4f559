package dev.touchline.alerting.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How the agents of a team were rated on a topic within the window of a look: their sums by channel. What was heard of
 * is added once, and taken away again once it is too old, so that a look costs what there are agents, not ratings.
 */
public final class Window {
    private final Map<String, Map<String, SystemicState.Sum>> channels = new HashMap<>();

    /** Counts what was heard. */
    public void add(Collection<Pulse.Heard> heard) {
        heard.forEach(one -> count(one, new SystemicState.Sum(one.ratings(), one.poor())));
    }

    /** Takes away what was counted before. */
    public void remove(Collection<Pulse.Heard> heard) {
        heard.forEach(one -> count(one, new SystemicState.Sum(-one.ratings(), -one.poor())));
    }

    private void count(Pulse.Heard heard, SystemicState.Sum more) {
        channels.computeIfAbsent(heard.channel().orElse(""), none -> new HashMap<>())
                .merge(heard.agent(), more, (one, other) -> {
                    SystemicState.Sum both = one.and(other);
                    return both.ratings() == 0 ? null : both;
                });
    }

    /** How many sums it holds. */
    public int size() {
        return channels.values().stream().mapToInt(Map::size).sum();
    }

    /** Where to look: the whole team first, then each channel. */
    List<Optional<String>> places() {
        TreeSet<String> named = new TreeSet<>();
        channels.forEach((channel, agents) -> {
            if (!channel.isEmpty() && !agents.isEmpty()) {
                named.add(channel);
            }
        });
        List<Optional<String>> places = new ArrayList<>();
        places.add(Optional.empty());
        named.forEach(channel -> places.add(Optional.of(channel)));
        return places;
    }

    /** @param channel none for the whole team */
    Drop drop(Optional<String> channel, double usual) {
        return Drop.of(
                channel.map(name -> channels.getOrDefault(name, Map.of()))
                        .orElseGet(this::agents)
                        .values(),
                usual);
    }

    private Map<String, SystemicState.Sum> agents() {
        if (channels.size() == 1) {
            return channels.values().iterator().next();
        }
        Map<String, SystemicState.Sum> agents = new HashMap<>();
        channels.values()
                .forEach(some -> some.forEach((agent, sum) -> agents.merge(agent, sum, SystemicState.Sum::and)));
        return agents;
    }
}
