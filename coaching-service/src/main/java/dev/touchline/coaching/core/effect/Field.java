package dev.touchline.coaching.core.effect;

import java.util.List;
import java.util.stream.Stream;

/**
 * The agents around the coached one, over the same two windows. A few hundred suffice; more cost time.
 *
 * @param peers agents who were not coached on the topic in either window
 * @param others the window before of the rest: without them, the worst of whom have all been coached, the field would
 *     look more alike than it is
 */
public record Field(List<Course> peers, List<Tally> others) {
    public Field {
        peers = List.copyOf(peers);
        others = List.copyOf(others);
    }

    /** The window before of everybody who answered a survey in it. */
    List<Tally> before() {
        return Stream.concat(peers.stream().map(Course::before), others.stream())
                .filter(tally -> tally.n() > 0)
                .toList();
    }
}
