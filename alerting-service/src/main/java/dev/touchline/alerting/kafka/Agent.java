package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Contributions;
import dev.touchline.alerting.core.Counted;
import dev.touchline.alerting.core.Decision;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Judgement;
import dev.touchline.alerting.core.Remembered;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is known of one agent while one response is judged; loaded topic by topic, when it is asked for. */
final class Agent {
    private final Histories histories;
    private final String id;
    private final Instant receivedAt;
    private final FilterBook book;
    private final Map<String, Known> loaded = new HashMap<>();

    Agent(Histories histories, String id, Instant receivedAt, FilterBook book) {
        this.histories = histories;
        this.id = id;
        this.receivedAt = receivedAt;
        this.book = book;
    }

    Known on(String topic) {
        return loaded.computeIfAbsent(topic, missing -> histories.load(id, missing, receivedAt, book));
    }

    /** @param earlier what was remembered of the response before */
    void save(Optional<Remembered> earlier, Judgement.Evaluated evaluated, Days days, Instant expiresAt) {
        Counted before = earlier.map(Remembered::counted).orElse(Counted.NOTHING);
        Counted after = evaluated.remembered().counted();
        SortedSet<String> differing = before.differing(after);
        SortedSet<String> topics = new TreeSet<>(differing);
        topics.addAll(evaluated.decisions().keySet());
        for (String topic : topics) {
            Known known = on(topic);
            Optional<Decision> decision =
                    Optional.ofNullable(evaluated.decisions().get(topic));
            Contributions contributions = differing.contains(topic)
                    ? before.replaced(after, topic, days.open(), known.contributions())
                            .since(days.oldest())
                    : known.contributions();
            Known.Change change = new Known.Change(
                    decision.map(Decision::history).orElse(known.history()),
                    decision.flatMap(Decision::appended),
                    contributions);
            histories.save(id, topic, known, change, expiresAt);
        }
    }
}
