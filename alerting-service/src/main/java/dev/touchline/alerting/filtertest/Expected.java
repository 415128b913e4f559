package dev.touchline.alerting.filtertest;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A flag that a test expects, or one that came.
 *
 * @param sentence empty when any will do
 */
record Expected(Instant at, String agent, String topic, Optional<String> sentence) {
    static final Comparator<Expected> ORDER =
            Comparator.comparing(Expected::at).thenComparing(Expected::agent).thenComparing(Expected::topic);

    boolean isMetBy(Expected came) {
        return at.equals(came.at)
                && agent.equals(came.agent)
                && topic.equals(came.topic)
                && sentence.map(wanted -> came.sentence.filter(wanted::equals).isPresent())
                        .orElse(true);
    }

    Expected movedTo(Instant time) {
        return new Expected(time, agent, topic, sentence);
    }

    String line() {
        String flag = "%s  %s  %s".formatted(Moment.words(at), agent, topic);
        return sentence.map(words -> flag + "  " + words).orElse(flag);
    }
}
