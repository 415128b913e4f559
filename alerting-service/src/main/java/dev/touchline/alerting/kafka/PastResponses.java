package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Response;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.kit.kafka.CloudEvents;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of {@code survey.responses} for backtests, several times as fast as {@link SurveyResponses}: only what
 * the filters look at is made into objects. Whatever it can't be sure of goes to {@link SurveyResponses}, so both
 * always say the same. Not for several threads.
 */
final class PastResponses {
    private final Set<String> topics;
    private final boolean words;
    private final Set<ResponseKey> erased;
    private final ResponseTokens tokens;

    /**
     * @param topics that are looked at
     * @param words whether customers' words are looked at
     * @param erased responses whose words nobody may look at
     */
    PastResponses(Set<String> topics, boolean words, Set<ResponseKey> erased) {
        this.topics = topics;
        this.words = words;
        this.erased = erased;
        this.tokens = new ResponseTokens(topics, words);
    }

    /**
     * @throws SurveyResponses.Unreadable when it can't be read, ever
     * @throws IllegalArgumentException when a value is out of its limits
     */
    PastResponse read(ConsumerRecord<byte[], byte[]> record) throws SurveyResponses.Unreadable {
        byte @Nullable [] value = record.value();
        if (value != null && SurveyResponses.TYPE.equals(CloudEvents.type(record.headers()))) {
            PastResponse quick = tokens.read(value);
            if (quick != null
                    && isKey(record.key(), quick.agent())
                    && !isErased(quick.response().key())) {
                return quick;
            }
        }
        return whole(SurveyResponses.read(record.key(), value, record.headers()).response());
    }

    private PastResponse whole(SurveyResponse read) {
        boolean erasedWords = isErased(new ResponseKey(read.source(), read.responseId()));
        Response response = (erasedWords ? read.withoutWords() : read).toCore();
        return new PastResponse(read.agent().id(), response.about(topics));
    }

    private boolean isErased(ResponseKey key) {
        return words && !erased.isEmpty() && erased.contains(key);
    }

    private static boolean isKey(byte @Nullable [] key, String agent) {
        if (key == null) {
            return false;
        }
        if (key.length != agent.length()) {
            return agent.equals(new String(key, StandardCharsets.UTF_8));
        }
        for (int i = 0; i < key.length; i++) {
            if (key[i] != agent.charAt(i)) {
                return agent.equals(new String(key, StandardCharsets.UTF_8));
            }
        }
        return true;
    }
}
