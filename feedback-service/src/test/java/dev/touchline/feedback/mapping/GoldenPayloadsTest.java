package dev.touchline.feedback.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.feedback.core.Checked;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.ResponseRules;
import dev.touchline.feedback.core.mapping.Outcome;
import dev.touchline.feedback.core.mapping.Warning;
import dev.touchline.feedback.core.webhook.Delivery;
import dev.touchline.feedback.json.ResponseWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each shipped mapping makes of each payload beside it: {@code usual.json} and the outcome in
 * {@code usual.expected.json}. A payload whose name begins with {@code fetched} is what a platform's API answered. When
 * an outcome is another one, it is written to {@code target/mappings}, to be read and, if it is right, copied.
 */
class GoldenPayloadsTest {
    private static final Path PAYLOADS = Path.of("src/test/resources/mappings");
    private static final String EXPECTED = ".expected.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Arguments> payloads() throws IOException {
        try (Stream<Path> files = Files.walk(PAYLOADS)) {
            return files
                    .filter(file ->
                            Files.isRegularFile(file) && !file.toString().endsWith(EXPECTED))
                    .sorted()
                    .map(file -> Arguments.of(PAYLOADS.relativize(file).toString()))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void aPayloadGivesWhatIsWrittenBesideIt(String payload) throws IOException {
        JsonNode actual = outcomes(PAYLOADS.resolve(payload));
        Path expected = PAYLOADS.resolve(payload.substring(0, payload.lastIndexOf('.')) + EXPECTED);
        boolean same =
                Files.exists(expected) && JSON.readTree(expected.toFile()).equals(JSON.readTree(actual.toString()));
        if (!same) {
            Path written = Path.of("target/mappings").resolve(PAYLOADS.relativize(expected));
            Files.createDirectories(written.getParent());
            Files.writeString(written, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(actual) + "\n");
        }
        assertThat(actual.toPrettyString())
                .isEqualTo(
                        Files.exists(expected)
                                ? JSON.readTree(expected.toFile()).toPrettyString()
                                : "");
    }

    @Test
    void eachShippedMappingHasAUsualAnOddAndAHostilePayload() throws IOException {
        for (String name : ShippedMappings.NAMES) {
            try (Stream<Path> files = Files.list(PAYLOADS.resolve(name))) {
                assertThat(files.map(file -> file.getFileName().toString()).toList())
                        .as(name)
                        .anyMatch(file -> file.startsWith("usual."))
                        .anyMatch(file -> file.startsWith("odd"))
                        .anyMatch(file -> file.startsWith("hostile"));
            }
        }
    }

    @Test
    void everyMappingThatLiesInTheFolderIsShipped() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/mappings"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                            .sorted())
                    .isEqualTo(ShippedMappings.NAMES);
        }
    }

    private static JsonNode outcomes(Path payload) throws IOException {
        Mapping mapping = Shipped.mapping(payload.getParent().getFileName().toString());
        byte[] body = Files.readAllBytes(payload);
        List<Outcome> outcomes = payload.getFileName().toString().startsWith("fetched")
                ? mapping.mapFetched(body, Shipped.RECEIVED)
                : mapping.map(new Delivery(body, Map.of()), Shipped.RECEIVED);
        ArrayNode written = JSON.createArrayNode();
        for (Outcome outcome : outcomes) {
            written.add(written(outcome));
        }
        return written;
    }

    private static ObjectNode written(Outcome outcome) throws IOException {
        ObjectNode out = JSON.createObjectNode();
        switch (outcome) {
            case Outcome.Mapped(var draft, List<Warning> warnings) -> {
                switch (ResponseRules.check(draft, Shipped.RECEIVED, new Flaws())) {
                    case Checked.Valid(var response) ->
                        out.set("response", JSON.readTree(ResponseWriter.bytes(response)));
                    case Checked.Refused(List<Flaw> flaws) -> out.set("refused", lines(flaws));
                }
                if (!warnings.isEmpty()) {
                    ArrayNode lines = out.putArray("warnings");
                    warnings.forEach(warning -> lines.add(warning.pointer() + " " + warning.detail()));
                }
            }
            case Outcome.Ignored(String reason) -> out.put("ignored", reason);
            case Outcome.FetchBack(String survey, String response) ->
                out.putObject("fetchBack").put("survey", survey).put("response", response);
            case Outcome.Unmappable(List<Flaw> causes) -> out.set("unmappable", lines(causes));
        }
        return out;
    }

    private static ArrayNode lines(List<Flaw> flaws) {
        ArrayNode lines = JSON.createArrayNode();
        flaws.forEach(flaw -> lines.add((flaw.pointer() + " " + flaw.detail()).strip()));
        return lines;
    }
}
