package dev.touchline.alerting.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Presets;
import dev.touchline.kit.http.Problem;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DefinitionReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatIsWrittenIsReadBack() {
        for (Definition preset : Presets.byId().values()) {
            assertThat(DefinitionReader.read(DefinitionWriter.write(preset), Set.of()))
                    .isEqualTo(new Parsed.Fine(preset));
        }
    }

    @Test
    void aFullFilterKeepsItsWords() throws JsonProcessingException {
        String full = """
                {"name":"Three in a week","kind":"coaching","topics":["clarity","resolution"],"enabled":false,
                 "scope":{"teams":["billing"],"channels":["voice"]},
                 "when":{"count":{"scoreAtMost":33.5,"atLeast":3,"within":"P7D"}},
                 "cooldown":"PT0S","freshFor":"P3650D","severity":"high"}
                """;

        assertThat(read(full))
                .isInstanceOfSatisfying(
                        Parsed.Fine.class,
                        fine -> assertThat(DefinitionWriter.write(fine.definition())
                                        .toString())
                                .isEqualTo(full.replaceAll("\\n *", "").strip()));
    }

    @Test
    void whatIsLeftOutTakesItsDefault() {
        Parsed parsed = read("""
                {"name":"Poor","topics":["product-knowledge"],"when":{"each":{"scoreAtMost":25}}}
                """);

        assertThat(parsed)
                .isEqualTo(new Parsed.Fine(
                        Presets.byId().values().iterator().next().named("Poor")));
    }

    @Test
    void numbersOfAnyMagnitudeAreRefusedRatherThanWrittenOut() {
        assertThat(mistakes("""
                        {"name":"Huge","topics":["clarity"],
                         "when":{"count":{"scoreAtMost":1e999999999,"atLeast":1e999999999,"within":"P99999999999999D"}}}
                        """))
                .containsExactlyInAnyOrder("/when/count/scoreAtMost", "/when/count/atLeast", "/when/count/within");
    }

    @Test
    void everyMistakeIsNamedAtOnceWithItsPlace() {
        assertThat(mistakes("""
                        {"name":"","kind":"blame","topics":["Courtesy","clarity","clarity",5],"enabled":"yes","nmae":1,
                         "scope":{"teams":"all","shift":1},
                         "when":{"count":{"scoreAtMost":101,"atLeast":1.5,"within":"a week","x/y":1}},
                         "cooldown":"P91D","freshFor":7,"severity":"normal"}
                        """))
                .containsExactlyInAnyOrder(
                        "/name",
                        "/kind",
                        "/topics/0",
                        "/topics/2",
                        "/topics/3",
                        "/enabled",
                        "/nmae",
                        "/scope/teams",
                        "/scope/shift",
                        "/when/count/scoreAtMost",
                        "/when/count/atLeast",
                        "/when/count/within",
                        "/when/count/x~1y",
                        "/cooldown",
                        "/freshFor");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(mistakes("{}")).containsExactlyInAnyOrder("/name", "/topics", "/when");
        assertThat(mistakes("[]")).containsExactly("");
    }

    @Test
    void conditionsThatComeLaterAreRefusedByName() {
        for (String name : List.of("share", "shift", "keyword", "all", "any")) {
            assertThat(read("""
                            {"name":"n","topics":["clarity"],"when":{"%s":{}}}
                            """.formatted(name)))
                    .isEqualTo(new Parsed.Broken(
                            List.of(new Problem.Cause("/when/" + name, "is not available yet; use each or count"))));
        }
    }

    @Test
    void thereIsExactlyOneConditionWithExactlyOneBound() {
        assertThat(mistakes("""
                        {"name":"n","topics":["clarity"],"when":{"each":{"scoreAtMost":1,"scoreAtLeast":2},"count":{}}}
                        """)).containsExactly("/when");
        assertThat(mistakes("""
                        {"name":"n","topics":["clarity"],"when":{"each":{"scoreAtMost":1,"scoreAtLeast":2}}}
                        """)).containsExactly("/when/each");
        assertThat(mistakes("""
                        {"name":"n","topics":["clarity"],"when":{"each":null}}
                        """)).contains("/when/each");
    }

    private static List<String> mistakes(String json) {
        return switch (read(json)) {
            case Parsed.Fine fine -> List.of();
            case Parsed.Broken broken ->
                broken.causes().stream().map(Problem.Cause::pointer).toList();
        };
    }

    private static Parsed read(String json) {
        try {
            return DefinitionReader.read(JSON.readTree(json), Set.of());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
