package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.backtest.Outcomes.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What a backtest learns from how coaching items went. */
class KnownOutcomesTest {
    private final KnownOutcomes outcomes = new KnownOutcomes();

    @Test
    void aDisputeThatIsUpheldTakesBackWhatTheItemSaid() {
        tell(2, "completed", "r1");
        tell(2, "disputed", "r1");
        assertThat(of("r1")).contains(Outcome.CONFIRMED);

        tell(3, "reopened", "r1");
        tell(4, "corrected", "");

        assertThat(of("r1")).isEmpty();
    }

    @Test
    void whatEndsAgainCountsAsItEndedLast() {
        tell(2, "completed", "r1");
        tell(3, "reopened", "r1");
        tell(4, "dismissed\",\"cause\":\"tool", "r1");

        assertThat(of("r1")).contains(Outcome.REFUTED);
    }

    @Test
    void whatAnItemThatEndedEarlierSaysStandsAgainOnceALaterOneIsTakenBack() {
        tell(1, 2, "completed", "r1");
        tell(2, 2, "dismissed\",\"cause\":\"tool", "r1");
        assertThat(of("r1")).contains(Outcome.REFUTED);

        tell(2, 3, "reopened", "r1");
        assertThat(of("r1")).contains(Outcome.CONFIRMED);
        tell(1, 3, "reopened", "r1");

        assertThat(of("r1")).isEmpty();
    }

    private Optional<Outcome> of(String response) {
        return outcomes.of("a-1", "clarity", new ResponseKey("demo", response));
    }

    private void tell(int version, String type, String response) {
        tell(1, version, type, response);
    }

    private void tell(int item, int version, String type, String response) {
        String evidence = response.isEmpty() ? "" : "{\"source\":\"demo\",\"responseId\":\"%s\"}".formatted(response);
        String json = """
                {"itemId":"0191c0de-0000-7000-8000-00000000000%d","type":"%s","at":"2026-11-21T10:00:00Z",
                 "agent":{"id":"a-1"},"topic":"clarity","kind":"coaching","version":%d,"evidence":[%s]}
                """.formatted(item, type, version, evidence);
        outcomes.take(new ConsumerRecord<>("coaching.outcomes", 0, 0, bytes("a-1"), bytes(json)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
