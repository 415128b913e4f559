package dev.touchline.feedback.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.feedback.core.Flaw;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingReaderTest {
    private static final String GOOD = """
            mapping: 1
            name: Acme
            fields:
              responseId: id
              agent: { id: agent }
              comment: words
            ratings:
              topic: overall
              value: score
              scale: { min: 1, max: 5 }
            """;

    @Test
    void theSmallestMappingIsRead() {
        assertThat(MappingReader.read(GOOD)).isInstanceOf(MappingReader.Result.Compiled.class);
    }

    @Test
    void jsonIsTakenToo() {
        assertThat(MappingReader.read("""
                {"mapping": 1, "name": "Acme", "fields": {"responseId": "id", "agent": {"id": "agent"}},
                 "ratings": {"topic": "overall", "value": "score", "scale": {"min": 1, "max": 5}}}
                """)).isInstanceOf(MappingReader.Result.Compiled.class);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceWithItsPlace() {
        assertThat(causes("""
                mapping: 2
                name: Acme
                colour: red
                envelope: xml
                verify:
                  signature: { header: X-Sig, formField: sig }
                  algorithm: md5
                  signed: "{ts}"
                  tolerance: soon
                times: { zone: Mars/Olympus, formats: ["yyyy-MM-dd", "jjjj"] }
                ignore: { when: "a = ", reason: x }
                match: "foo(1)"
                fields:
                  responseId: [id, "$now()"]
                  respondedAt: "$match(at, /x/)"
                  agent: [{ id: a, alias: { kind: E-Mail, value: b } }, {}]
                  interaction: { channel: c, channels: { fax: fax } }
                  updatedAt: u
                  revision: r
                ratings:
                  - { value: v }
                  - { topic: Big Topic, value: v, scale: { min: 5, max: 1, direction: "a +", labels: { ok: 9 } } }
                questions:
                  q1: { scale: { min: 1, direction: up } }
                  q2: { leaveOut: true, topic: x }
                otherQuestions: guess
                """))
                .containsExactlyInAnyOrder(
                        "/mapping must be 1, the version of this format (line 1)",
                        "/colour unknown key (line 3)",
                        "/envelope must be json, ndjson, form, json-in-form-field or csv (line 4)",
                        "/verify/signature/header there must be either header or formField (line 6)",
                        "/verify/algorithm must be one of sha1, sha256, sha512 (line 7)",
                        "/verify/encoding is required",
                        "/verify/signed must contain {body} or {field:NAME}: else anybody's words would pass (line 8)",
                        "/verify/tolerance must be an ISO 8601 duration up to a day, such as PT5M, or none (line 9)",
                        "/times/zone must be a time zone such as Europe/Berlin or UTC (line 10)",
                        "/times/formats/1 must be a pattern such as dd.MM.yyyy HH:mm",
                        "/ignore/when Unexpected end of expression at character 4",
                        "/match foo is no function; functions begin with a $ at character 1",
                        "/fields/responseId/1 $now is no function of mappings at character 1",
                        "/fields/respondedAt $match is no function of mappings at character 1",
                        "/fields/respondedAt regular expressions are only taken by $matches and $extract, as strings at character 12",
                        "/fields/agent/0/id there must be either id or alias (line 16)",
                        "/fields/agent/0/alias/kind must be 1 to 64 of the characters a-z, 0-9 and - (line 16)",
                        "/fields/agent/1/id there must be either id or alias",
                        "/fields/interaction/id is required",
                        "/fields/interaction/channels/fax must be one of voice, chat, email, messaging (line 17)",
                        "/fields/revision there can't be both updatedAt and revision (line 19)",
                        "/ratings/0/topic there must be either topic or question",
                        "/ratings/1/topic must be 1 to 64 of the characters a-z, 0-9 and - (line 22)",
                        "/ratings/1/scale/min must be below max, and both within -1000000 and 1000000 (line 22)",
                        "/ratings/1/scale/direction Unexpected end of expression at character 3",
                        "/questions/q1/scale/direction must be higher-is-better or lower-is-better (line 24)",
                        "/ratings/1/scale/labels/ok must lie within the scale (line 22)",
                        "/questions/q1/topic is required, unless leaveOut is true",
                        "/questions/q1/scale/max is required",
                        "/questions/q2/leaveOut must be true, and then stands alone (line 25)",
                        "/otherQuestions must be leave-out or by-name (line 26)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $shuffle(a)                    | $shuffle is no function of mappings at character 1
            $map(a, $eval)                 | $eval is not known at character 9
            $typo                          | $typo is not known at character 1
            a[0](1)                        | only functions with a name can be called at character 4
            ($f := b; $f(1))               | $f is no function of mappings at character 11
            ($sum := 1; $sum)              | $sum has a meaning already; take another name at character 2
            a ~> b                         | after ~> there must be a function at character 3
            $contains(a, /(x+)+y/)         | regular expressions are only taken by $matches and $extract, as strings at character 14
            function($f) { $f(1) }         | $f is no function of mappings at character 16
            """)
    void whatIsJsonataButNotForMappingsIsRefused(String expression, String cause) {
        assertThat(causes(GOOD.replace("words", "'" + expression.replace("'", "''") + "'")))
                .contains("/fields/comment " + cause);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b[c = \"x/y\"].d",
                "$sum(ratings.value) / $count(ratings) /* mean */",
                "($twice := function($n) { $n * 2 }; $twice(score))",
                "$map(a, function($v, $i) { $v & $i }) ~> $join(\", \")",
                "words in [\"a\", \"b\"] and (x or y)",
                "`odd name`.'other name'",
                "$headers.`x-event` & $body.id & $$.id",
                "a@$x.b[c = $x.c]",
                "$extract(text, \"agent ([a-z]-[0-9]+)\", 1)",
                "a ? b : c",
                "$.a ~> $uppercase"
            })
    void usualJsonataIsTaken(String expression) {
        assertThat(MappingReader.read(GOOD.replace("words", "'" + expression.replace("'", "''") + "'")))
                .isInstanceOf(MappingReader.Result.Compiled.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just words",
                "- a\n- b",
                "a: [",
                "a: &x [*x]",
                "? [a]\n: b",
                "a: 1\na: 2",
                "--- 1\n--- 2",
                "!!javax.script.ScriptEngineManager [!!java.net.URL [\"http://x\"]]",
                "fields: {agent: [[[[]]]]}",
                "\0",
                "mapping: !!binary x"
            })
    void whatIsNoMappingIsSaidAndNeverThrown(String yaml) {
        assertThat(causes(yaml))
                .isNotEmpty()
                .allSatisfy(cause -> assertThat(cause).doesNotContain("snakeyaml"));
    }

    @Test
    void aDeeplyNestedExpressionIsNoStackOverflow() {
        assertThat(causes(GOOD.replace("words", "\"" + "(".repeat(3900) + "\"")))
                .isNotEmpty();
        assertThat(causes(GOOD.replace("words", "\"" + "-".repeat(3900) + "1\"")))
                .isNotNull();
        assertThat(causes(GOOD.replace("words", "\"" + "a".repeat(4001) + "\"")))
                .containsExactly("/fields/comment must have at most 4000 characters");
    }

    @Test
    void aWordOfAScaleStaysTheWordItIs() {
        Mapping mapping =
                Shipped.compiled(GOOD.replace("{ min: 1, max: 5 }", "{ min: 0, max: 1, labels: { yes: 1, no: 0 } }"));
        assertThat(Shipped.map(mapping, "{\"id\":1,\"agent\":\"a\",\"score\":\"no\"}")
                        .toString())
                .contains("label=no")
                .contains("yes=1.0");
    }

    private static List<String> causes(String yaml) {
        return switch (MappingReader.read(yaml)) {
            case MappingReader.Result.Compiled compiled -> List.of();
            case MappingReader.Result.Broken(List<Flaw> causes) ->
                causes.stream()
                        .map(flaw -> flaw.pointer() + " " + flaw.detail())
                        .toList();
        };
    }
}
