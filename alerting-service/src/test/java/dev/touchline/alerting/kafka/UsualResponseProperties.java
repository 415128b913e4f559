package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.EventContract;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UsualResponseProperties {
    private static final EventContract RESPONSES = EventContract.of(KafkaTopics.RESPONSES);
    private static final List<String> SPOILT = List.of(
            "", "\"", "{", "}", "[", "]", ",", ":", "0", "1", "-", ".", "e", "n", "null", "Z", "\\", "\\u0000",
            "\u00e9");

    @Test
    void whatFeedbackServiceWritesNeedsNoBinding() throws Exception {
        for (String name : List.of("usual", "rich", "minimal")) {
            String json = RESPONSES.sample(name);

            assertThat(UsualResponse.read(json)).as(name).contains(SurveyResponses.bound(json));
        }
    }

    @Property(tries = 5_000)
    void whatIsSpoiltIsReadAsTheBinderReadsItOrLeftToIt(
            @ForAll @IntRange(max = 2) int sample, @ForAll int place, @ForAll @IntRange(max = 18) int by) {
        String json = RESPONSES.sample(List.of("usual", "rich", "minimal").get(sample));
        int at = Math.floorMod(place, json.length());
        String spoilt = json.substring(0, at) + SPOILT.get(by) + json.substring(at + 1);

        Optional<SurveyResponse> read = UsualResponse.read(spoilt);

        read.ifPresent(response -> assertThat(response).isEqualTo(bound(spoilt)));
    }

    private static SurveyResponse bound(String json) {
        try {
            return SurveyResponses.bound(json);
        } catch (SurveyResponses.Unreadable e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
