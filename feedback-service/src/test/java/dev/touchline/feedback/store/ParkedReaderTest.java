package dev.touchline.feedback.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.EventContract;
import dev.touchline.feedback.json.EventWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParkedReaderTest {
    @Test
    void everySampleIsReadAndSurvivesWriting() {
        for (String name : List.of("minimal", "usual", "rich")) {
            String sample = EventContract.of("survey.quarantine").sample(name);
            Parked parked =
                    ParkedReader.read(sample.getBytes(StandardCharsets.UTF_8)).orElseThrow();
            byte[] written = EventWriter.parked(parked.envelope(), parked.response(), parked.reason());
            assertThat(ParkedReader.read(written)).contains(parked);
        }
    }

    @Test
    void whatIsNoParkedResponseIsNotRead() {
        for (String text : List.of("", "null", "7", "{}", "{\"eventId\":\"x\"}", "not json", "{\"response\":[]}")) {
            assertThat(ParkedReader.read(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
        }
        assertThat(ParkedReader.read(null)).isEmpty();
    }
}
