package dev.touchline.alerting.core;

import java.time.Instant;
import java.util.Optional;

/**
 * What one survey response says about one agent on one topic.
 *
 * @param respondedAt event time: orders the ratings of an agent
 * @param receivedAt when feedback-service took it in; decides which version of a filter judges it
 * @param freshFrom end of the interaction, or {@code respondedAt} where that is not known
 * @param score 0 (worst) to 100 (best)
 * @param given the rating in the words of its own scale, such as "2 of 5"
 * @param words what the customer wrote with it
 */
public record Rating(
        ResponseKey response,
        String topic,
        Person agent,
        String team,
        Optional<String> channel,
        Instant respondedAt,
        Instant receivedAt,
        Instant freshFrom,
        double score,
        String given,
        Words words) {
    /** @throws IllegalArgumentException when the topic is no slug or the score not within 0 to 100 */
    public Rating {
        Limits.check("topic", Limits.slug(topic));
        Limits.check("score", Limits.score(score));
    }
}
