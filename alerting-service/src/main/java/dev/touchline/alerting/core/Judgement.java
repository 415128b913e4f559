package dev.touchline.alerting.core;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What became of a response as a whole. Exactly one of these counts each record, so that the balance closes. */
public sealed interface Judgement {
    /** The same content as last time: nothing happens. */
    record Duplicate() implements Judgement {}

    /** An older revision than the one that counts, or an earlier attribution: nothing happens. */
    record Superseded() implements Judgement {}

    /**
     * All of it came after the grace: nothing happens but that it is known from now on.
     *
     * @param by how long after, for the topic where it was longest
     */
    record Late(Remembered remembered, Duration by) implements Judgement {}

    /**
     * At least part of it counts.
     *
     * @param decisions by topic, those that were rated and those that an earlier revision rated
     * @param lateTopics rated, but after the grace: these do not count
     * @param lateBy for the topic where it was longest; zero when no topic is late
     */
    record Evaluated(Remembered remembered, Map<String, Decision> decisions, List<String> lateTopics, Duration lateBy)
            implements Judgement {}
}
