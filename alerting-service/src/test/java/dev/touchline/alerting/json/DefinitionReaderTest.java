package dev.touchline.alerting.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Presets;
import dev.touchline.kit.http.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    void statisticsHaveDefaultsThatAreWrittenOut() {
        assertThat(written("{\"share\":{\"scoreAtMost\":25,\"within\":\"P14D\"}}"))
                .isEqualTo("{\"share\":{\"scoreAtMost\":25,\"above\":0,\"minResponses\":10,\"within\":\"P14D\","
                        + "\"falseAlarm\":0.001}}");
        assertThat(written("{\"shift\":{\"scoreAtMost\":25}}"))
                .isEqualTo("{\"shift\":{\"scoreAtMost\":25,\"oddsRatio\":3,\"falseAlarmEvery\":100000}}");
    }

    @Test
    void praiseHasDefaultsThatAreWrittenOut() {
        assertThat(written("{\"best\":{\"within\":\"P14D\"}}"))
                .isEqualTo("{\"best\":{\"scoreAtLeast\":75,\"minResponses\":20,\"within\":\"P14D\"}}");
        assertThat(written("{\"recovered\":{\"scoreAtMost\":25}}"))
                .isEqualTo("{\"recovered\":{\"scoreAtMost\":25,\"minResponses\":20,\"within\":\"P30D\"}}");
    }

    @Test
    void absurdNumbersOfPraiseAreRefusedWithTheLimit() {
        assertThat(mistakes(
                        when("{\"best\":{\"scoreAtLeast\":101,\"minResponses\":4,\"within\":\"P10Y\",\"ever\":1}}")))
                .containsExactlyInAnyOrder(
                        "/when/best/scoreAtLeast", "/when/best/minResponses", "/when/best/within", "/when/best/ever");
        assertThat(read(when("{\"best\":{}}"))).isEqualTo(broken("/when/best/within", "is required"));
        assertThat(read(when("{\"recovered\":{\"scoreAtMost\":25,\"within\":\"P31D\"}}")))
                .isEqualTo(broken("/when/recovered/within", "must be P1D to P30D"));
    }

    @Test
    void absurdNumbersOfStatisticsAreRefusedWithTheLimit() {
        assertThat(mistakes(when("{\"share\":{\"scoreAtMost\":-1,\"above\":1,\"minResponses\":4,\"within\":\"P31D\","
                        + "\"falseAlarm\":0.5,\"alpha\":1}}")))
                .containsExactlyInAnyOrder(
                        "/when/share/scoreAtMost",
                        "/when/share/above",
                        "/when/share/minResponses",
                        "/when/share/within",
                        "/when/share/falseAlarm",
                        "/when/share/alpha");
        assertThat(read(when("{\"share\":{\"scoreAtMost\":25,\"within\":\"PT36H\"}}")))
                .isEqualTo(broken("/when/share/within", "must be whole days, such as P14D"));
        assertThat(read(when("{\"shift\":{\"scoreAtMost\":25,\"oddsRatio\":1}}")))
                .isEqualTo(broken("/when/shift/oddsRatio", "must be a number from 1.5 to 10"));
        assertThat(read(when("{\"shift\":{\"scoreAtMost\":25,\"falseAlarmEvery\":10}}")))
                .isEqualTo(broken("/when/shift/falseAlarmEvery", "must be 500 to 10000000"));
    }

    @Test
    void nestedConditionsAreReadAndWrittenBack() {
        String when = """
                {"any":[{"all":[{"each":{"scoreAtMost":25}},{"keyword":{"anyOf":["cancel","refund"],"in":["comment"]}}]},\
                {"keyword":{"anyOf":["vip"],"in":["comment","tags"]}}]}""";

        assertThat(written(when)).isEqualTo(when);
    }

    @Test
    void mistakesWithinNestedConditionsAreNamedWithTheirPlace() {
        assertThat(mistakes("""
                        {"name":"n","topics":["clarity"],"when":{"all":[
                          {"each":{"scoreAtMost":101}},
                          {"keyword":{"anyOf":["ok","!"],"in":["subject"]}},
                          {"any":[{"every":{}},5]}]}}
                        """))
                .containsExactlyInAnyOrder(
                        "/when/all/0/each/scoreAtMost",
                        "/when/all/1/keyword/anyOf/1",
                        "/when/all/1/keyword/in/0",
                        "/when/all/2/any/0/every",
                        "/when/all/2/any/1",
                        "/when/all/2/any/1");
    }

    @Test
    void absurdSizesAreRefusedWithTheLimit() {
        String words =
                IntStream.range(0, 10_000).mapToObj(i -> "\"w" + i + "\"").collect(Collectors.joining(","));
        String deep = "{\"all\":[".repeat(400) + "{}" + "]}".repeat(400);

        assertThat(read(when("{\"keyword\":{\"anyOf\":[%s]}}".formatted(words))))
                .isEqualTo(broken("/when/keyword/anyOf", "must have 1 to 200 words or phrases"));
        assertThat(read(when(deep)))
                .isEqualTo(broken("/when/all/0/all/0/all/0/all", "must not be nested deeper than 3 levels"));
        assertThat(read(when("{\"any\":[%s]}".formatted("{},".repeat(99) + "{}"))))
                .isEqualTo(broken("/when/any", "must be an array of at most 10 objects"));
        assertThat(read(when("{\"all\":[{\"each\":{\"scoreAtMost\":1}}]}")))
                .isEqualTo(broken("/when/all", "must have 2 to 10 conditions"));
    }

    @Test
    void weeksAreSevenDays() {
        assertThat(written("{\"count\":{\"scoreAtMost\":25,\"atLeast\":3,\"within\":\"P2W\"}}"))
                .contains("\"within\":\"P14D\"");
    }

    @Test
    void yearsMonthsAndTooManyWeeksAreRefusedWithTheLimit() {
        String count = "{\"count\":{\"scoreAtMost\":25,\"atLeast\":3,\"within\":\"%s\"}}";

        for (String absurd : List.of("P10Y", "P2M", "P5W", "P99999999W", "P31D")) {
            assertThat(read(when(count.formatted(absurd))))
                    .isEqualTo(broken("/when/count/within", "must be PT1S to P30D"));
        }
        for (String noLength : List.of("P1M", "P99999999999W", "a week")) {
            assertThat(read(when(count.formatted(noLength))))
                    .isEqualTo(broken(
                            "/when/count/within",
                            "must be an ISO 8601 duration in weeks, days, hours or less, such as PT8H, P7D or P2W"));
        }
    }

    private static String written(String when) {
        return switch (read(when(when))) {
            case Parsed.Fine fine ->
                DefinitionWriter.write(fine.definition()).get("when").toString();
            case Parsed.Broken broken -> broken.summary();
        };
    }

    private static String when(String condition) {
        return "{\"name\":\"n\",\"topics\":[\"clarity\"],\"when\":" + condition + "}";
    }

    private static Parsed broken(String pointer, String detail) {
        return new Parsed.Broken(List.of(new Problem.Cause(pointer, detail)));
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
