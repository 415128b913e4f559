package dev.touchline.local.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchline.local.Json;
import dev.touchline.local.replay.RowMapper.Mapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowMapperTest {
    private static final String CALLS = """
            Call Id,Agent,Date,Time,Topic,Answered (Y/N),Resolved,Speed of answer in seconds,AvgTalkDuration,Satisfaction rating
            C1,Renée Ort,2021-01-01,9:12:58,Contract related,Y,Y,109,0:02:23,3
            C2,Ben,2021-01-02,19:00:00,Technical Support,N,N,,,
            C3,Ben,2021-01-02,25:00:00,Technical Support,Y,N,1,0:00:01,2
            C4,Ben,2021-01-01,8:00:00,Technical Support,Y,N,1,0:00:01,bad
            """;

    @TempDir
    Path folder;

    @Test
    void theShippedMappingFitsACallCentersExport() throws IOException {
        List<Mapped> rows = rows(CALLS, null);

        assertThat(rows.getFirst()).isInstanceOfSatisfying(Mapped.Response.class, row -> {
            assertThat(row.agentId()).isEqualTo("renee-ort");
            assertThat(row.agentName()).isEqualTo("Renée Ort");
            assertThat(Json.read(Json.write(row.response().shifted(Duration.ZERO))))
                    .isEqualTo(Json.read("""
                    {"responseId": "C1", "agent": {"id": "renee-ort"}, "respondedAt": "2021-01-01T09:12:58Z",
                     "ratings": [{"topic": "contract-related", "value": 3, "scale": {"min": 1.0, "max": 5.0}}],
                     "interaction": {"id": "C1", "channel": "voice"}}"""));
        });
    }

    @Test
    void aRowWithoutARatingIsSkippedAndOneThatCannotBeReadSaysWhy() throws IOException {
        List<Mapped> rows = rows(CALLS, null);

        assertThat(rows.get(1)).isInstanceOf(Mapped.Skipped.class);
        assertThat(rows.get(2))
                .isInstanceOfSatisfying(
                        Mapped.Unreadable.class, row -> assertThat(row.why()).contains("25:00:00"));
        assertThat(rows.get(3))
                .isInstanceOfSatisfying(
                        Mapped.Unreadable.class, row -> assertThat(row.why()).contains("not a number"));
    }

    @Test
    void aScanCountsWhatTheFileHolds() throws IOException {
        Scan scan = Scan.of(PastResponses.of(file("calls.csv", CALLS), null));

        assertThat(scan.responses()).isEqualTo(1);
        assertThat(scan.skipped()).isEqualTo(1);
        assertThat(scan.unreadable()).hasSize(2);
        assertThat(scan.agents()).containsEntry("renee-ort", "Renée Ort");
    }

    @Test
    void rebasingMovesEveryTimeByTheSame() throws IOException {
        String line = """
                {"responseId":"r1","respondedAt":"2021-01-01T10:00:00Z","updatedAt":"2021-01-01T10:05:00Z",\
                "interaction":{"id":"c","endedAt":"2021-01-01T09:55:00Z"},"agent":{"id":"a"},"ratings":[]}
                """;
        Mapped.Response row = (Mapped.Response) rows(line, null).getFirst();

        var moved = Json.read(Json.write(row.response().shifted(Duration.ofHours(1))));

        assertThat(moved.path("respondedAt").asText()).isEqualTo("2021-01-01T11:00:00Z");
        assertThat(moved.path("updatedAt").asText()).isEqualTo("2021-01-01T11:05:00Z");
        assertThat(moved.path("interaction").path("endedAt").asText()).isEqualTo("2021-01-01T10:55:00Z");
        assertThat(moved.path("interaction").path("id").asText()).isEqualTo("c");
    }

    @Test
    void aMappingOfOnesOwnReadsOtherColumnsZonesAndAliases() throws IOException {
        Mapping mapping = Mapping.parse("""
                responseId: { column: id }
                respondedAt: { columns: [when], pattern: "dd.MM.yyyy HH:mm", zone: Europe/Berlin }
                agent: { alias: { kind: email, value: { column: mail } } }
                ratings:
                  - topic: { value: overall }
                    value: { column: nps }
                    scale: { min: 0, max: 10 }
                  - topic: { value: effort }
                    value: { column: effort }
                    scale: { min: 1, max: 7, direction: lower-is-better }
                comment: { column: words }
                """);
        Mapped.Response row = (Mapped.Response) rows(
                        "id,when,mail,nps,effort,words\n1,21.11.2026 10:30,x@example.com,9,,\"Fine, \"\"really\"\"\"\n",
                        mapping)
                .getFirst();

        var json = Json.read(Json.write(row.response().shifted(Duration.ZERO)));
        assertThat(row.response().respondedAt()).isEqualTo(Instant.parse("2026-11-21T09:30:00Z"));
        assertThat(json.path("agent"))
                .isEqualTo(Json.read("{\"alias\":{\"kind\":\"email\",\"value\":\"x@example.com\"}}"));
        assertThat(json.path("ratings")).hasSize(1);
        assertThat(json.path("comment").asText()).isEqualTo("Fine, \"really\"");
    }

    @Test
    void aMappingWithAMistakeIsRefusedInWords() {
        assertThatThrownBy(() -> Mapping.parse("responseId: { column: id }\n")).hasMessageContaining("respondedAt");
        assertThatThrownBy(() -> Mapping.parse("response: { column: id }\n")).hasMessageContaining("response");
        assertThatThrownBy(() -> Mapping.parse("responseId: { column: id, value: x }\n"))
                .hasMessageContaining("either column or value");
        assertThatThrownBy(() -> Mapping.parse("respondedAt: { columns: [a], zone: Mars }\n"))
                .hasMessageContaining("Mars");
    }

    @Test
    void aFileThatNoMappingFitsSaysWhichColumnsItHas() {
        assertThatThrownBy(() -> rows("a,b\n1,2\n", null))
                .hasMessageContaining("[a, b]")
                .hasMessageContaining("--mapping");
    }

    private List<Mapped> rows(String text, @org.jspecify.annotations.Nullable Mapping mapping) throws IOException {
        try (var rows = PastResponses.of(file("file", text), mapping).all()) {
            return rows.toList();
        }
    }

    private PastFile file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return PastFile.open(file);
    }
}
