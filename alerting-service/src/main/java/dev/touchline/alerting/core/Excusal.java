package dev.touchline.alerting.core;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What follows from a person's word that responses are not about the agent on a topic.
 *
 * @param remembered what is to be remembered of them now; of those that were excused before nothing
 * @param decision the history without them
 * @param unknown how many of them have not come yet, or are forgotten
 * @param late how many are settled for good and stay in the history
 */
public record Excusal(Map<ResponseKey, Remembered> remembered, Decision decision, int unknown, int late) {
    public Excusal {
        remembered = Collections.unmodifiableMap(new TreeMap<>(remembered));
    }
}
