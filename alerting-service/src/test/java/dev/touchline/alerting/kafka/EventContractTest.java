package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Edition;
import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.Histogram;
import dev.touchline.alerting.core.Presets;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.Response;
import dev.touchline.alerting.core.Silence;
import dev.touchline.alerting.core.Snapshot;
import dev.touchline.alerting.json.DefinitionWriter;
import dev.touchline.alerting.json.FilterJson;
import dev.touchline.alerting.json.QuietJson;
import dev.touchline.alerting.json.SilenceJson;
import dev.touchline.alerting.json.SnapshotJson;
import dev.touchline.alerting.json.SystemicJson;
import dev.touchline.backing.EventContract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** What alerting reads and writes is what the services agreed on. Needs are checked in {@link TopologyTest}. */
class EventContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EventContract RESPONSES = EventContract.of(KafkaTopics.RESPONSES);
    private static final EventContract BASELINES = EventContract.of(KafkaTopics.BASELINES);
    private static final EventContract PULSES = EventContract.of(KafkaTopics.PULSES);
    private static final EventContract CAUSES = EventContract.of(KafkaTopics.CAUSES);
    private static final EventContract FILTERS = EventContract.of(KafkaTopics.FILTERS);

    @Test
    void everySampleOfAResponseIsRead() throws Exception {
        for (Map.Entry<String, String> sample : RESPONSES.samples().entrySet()) {
            Response response = read(sample.getValue());
            assertThat(response.ratings().isEmpty()).as(sample.getKey()).isEqualTo(isRetraction(sample.getValue()));
        }
    }

    @Test
    void aResponseIsReadFieldByField() throws Exception {
        Response response = read(RESPONSES.sample("rich"));

        Rating effort = response.ratings().get(2);
        assertThat(response.key().source()).isEqualTo("old-platform");
        assertThat(response.updatedAt()).isEqualTo(Instant.parse("2026-11-21T10:30:00.250Z"));
        assertThat(effort.topic()).isEqualTo("effort");
        assertThat(effort.given()).isEqualTo("6 of 7 (where lower is better)");
        assertThat(effort.channel()).contains("chat");
        assertThat(effort.team()).isEqualTo("device-support");
        assertThat(effort.freshFrom()).isEqualTo(Instant.parse("2026-11-21T10:06:12.5Z"));
        assertThat(effort.receivedAt()).isEqualTo(Instant.parse("2026-11-21T10:30:01.007Z"));
    }

    @Test
    void withoutAnInteractionAResponseIsFreshFromItself() throws Exception {
        Rating rating = read(RESPONSES.sample("minimal")).ratings().getFirst();

        assertThat(rating.freshFrom()).isEqualTo(rating.respondedAt());
        assertThat(rating.channel()).isEmpty();
    }

    @Test
    void everySampleOfAFilterIsRead() throws Exception {
        for (Map.Entry<String, String> sample : samples(false).entrySet()) {
            Edition edition = FilterJson.read(sample.getValue().getBytes(StandardCharsets.UTF_8));
            assertThat(edition instanceof Edition.Ended)
                    .as(sample.getKey())
                    .isEqualTo(sample.getKey().equals("deleted"));
        }
    }

    @Test
    void whatIsWrittenOfAFilterMeetsTheContractAndIsReadBack() throws Exception {
        Instant from = Instant.parse("2026-11-21T09:00:02.123Z");
        for (Definition preset : Presets.byId().values()) {
            JsonNode definition = DefinitionWriter.write(preset);
            byte[] written = FilterJson.write("some-filter", 3, from, false, definition);

            FILTERS.assertMeets(new String(written, StandardCharsets.UTF_8));
            assertThat(FilterJson.read(written)).isEqualTo(new Filter("some-filter", 3, from, preset));
            FILTERS.assertMeets(
                    new String(FilterJson.write("some-filter", 4, from, true, definition), StandardCharsets.UTF_8));
        }
    }

    @Test
    void everySampleOfASilenceIsReadAndWrittenAgain() throws Exception {
        for (Map.Entry<String, String> sample : samples(true).entrySet()) {
            Silence silence = SilenceJson.read(sample.getValue().getBytes(StandardCharsets.UTF_8));
            String written = new String(
                    SilenceJson.write(
                            silence.id(),
                            silence.version(),
                            silence.effectiveFrom(),
                            silence.quiet().isEmpty(),
                            silence.quiet().map(QuietJson::write).orElse(null)),
                    StandardCharsets.UTF_8);

            FILTERS.assertMeets(written);
            assertThat(JSON.readTree(written)).as(sample.getKey()).isEqualTo(JSON.readTree(sample.getValue()));
        }
    }

    private static Map<String, String> samples(boolean silences) {
        Map<String, String> samples = new TreeMap<>(FILTERS.samples());
        samples.keySet().removeIf(name -> name.startsWith("silence") != silences);
        return samples;
    }

    @Test
    void everySampleOfASnapshotIsReadAndWrittenAgain() {
        for (Map.Entry<String, String> sample : BASELINES.samples().entrySet()) {
            Snapshot snapshot = SnapshotJson.read(sample.getValue().getBytes(StandardCharsets.UTF_8));
            byte[] written = SnapshotJson.write(snapshot);

            BASELINES.assertMeets(new String(written, StandardCharsets.UTF_8));
            assertThat(SnapshotJson.read(written)).as(sample.getKey()).isEqualTo(snapshot);
        }
    }

    @Test
    void aSnapshotIsReadFieldByField() {
        Snapshot snapshot = SnapshotJson.read(BASELINES.sample("usual").getBytes(StandardCharsets.UTF_8));

        assertThat(SnapshotJson.key(snapshot)).isEqualTo("billing/product-knowledge/2026-11-20/3");
        assertThat(snapshot.ratings())
                .isEqualTo(Histogram.EMPTY
                        .plus(0, 12)
                        .plus(25, 31)
                        .plus(50, 40)
                        .plus(75, 120)
                        .plus(100, 260));
    }

    @Test
    void everySampleOfAPulseAndOfACauseIsReadAndWrittenAgain() throws Exception {
        for (String sample : PULSES.samples().values()) {
            byte[] written = SystemicJson.write(SystemicJson.pulse(sample.getBytes(StandardCharsets.UTF_8)));
            PULSES.assertMeets(new String(written, StandardCharsets.UTF_8));
            assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(sample));
        }
        for (String sample : CAUSES.samples().values()) {
            byte[] written = SystemicJson.write(SystemicJson.cause(sample.getBytes(StandardCharsets.UTF_8)));
            CAUSES.assertMeets(new String(written, StandardCharsets.UTF_8));
            assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(sample));
        }
    }

    @Test
    void everySampleOfMutedFlagsIsReadAndWrittenAgain() throws Exception {
        for (String sample : EventContract.of(KafkaTopics.MUTED).samples().values()) {
            byte[] written =
                    MutedFlags.read(sample.getBytes(StandardCharsets.UTF_8)).write();
            assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(sample));
        }
    }

    private static boolean isRetraction(String json) {
        return json.contains("retractedAt");
    }

    private static Response read(String json) throws SurveyResponses.Unreadable {
        byte[] value = json.getBytes(StandardCharsets.UTF_8);
        String agent = json.contains("a-18") ? "a-18" : "a-17";
        RecordHeaders headers = new RecordHeaders();
        String type = isRetraction(json) ? SurveyResponses.RETRACTED : SurveyResponses.TYPE;
        headers.add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        return SurveyResponses.read(agent.getBytes(StandardCharsets.UTF_8), value, headers)
                .response()
                .toCore();
    }
}
