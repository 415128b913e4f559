package dev.touchline.feedback.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.feedback.core.mapping.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that a payload makes arbitrarily dear end, and those that fail say so without repeating the payload. */
class ExpressionBoundsTest {
    private static final String LONG = "x".repeat(40) + "!";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$matches(text, \"^(x+x+)+\\\\1y$\")",
                "$extract(text, \"^(x+)+(\\\\1)+$\")",
                "($f := function($n) { $f($n + 1) }; $f(1))",
                "($f := function($n) { 1 + $f($n + 1) }; $f(1))",
                "$reduce([1..40], function($a, $b) { $a & $a }, text)",
                "$count([1..9000000])",
                "$map([1..100000], function($n) { $map([1..100000], function($m) { $m }) })",
                "$replace(big, \"x\", big)",
                "$join($split(big, \"x\"), big)",
                "many.$map($$.many, function($n) { $n })"
            })
    void whatTakesTooLongIsStopped(String expression) {
        assertThat(comment(expression)).isEqualTo("/fields/comment takes too long on this payload");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$number(text)",
                "text + 1",
                "$sum(text)",
                "$round(text)",
                "$base64decode(\"%%\")",
                "$extract(text, \"(\")",
                "$extract(text, \"x\", 7)",
                "$sort([1, \"a\"])",
                "big < 1",
                "-text",
                "{ \"a\": 1, text: 2, text: 3 }",
                "$substring(1, 2)",
                "many^(a)"
            })
    void whatFailsSaysWhereAndNeverWhat(String expression) {
        assertThat(comment(expression))
                .startsWith("/fields/comment fails on this payload")
                .doesNotContain("x!", "java");
    }

    @Test
    void groupingAnEmptyArrayLeavesItEmpty() {
        Mapping mapping = mapping("$string(none{ \"a\": 1 })", "$string($count(none))");
        assertThat(only(mapping, "{\"id\": 1, \"score\": 3, \"none\": []}"))
                .isInstanceOfSatisfying(
                        Outcome.Mapped.class,
                        mapped -> assertThat(mapped.draft().tags()).containsExactly("0"));
    }

    @Test
    void nothingIsPrinted() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream caught = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(caught);
            System.setErr(caught);
            for (String expression :
                    List.of("$base64decode(text)", "$string($sum)", "$map(many, $uppercase)", "$sort")) {
                only(mapping(expression, "id"), payload());
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void manyThreadsMayUseOneMapping() throws Exception {
        Mapping mapping =
                mapping("($f := function($x) { $x & \"!\" }; many.$f($string(id)) ~> $join(\"\"))", "[$$.id, id]");
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> runs = IntStream.range(0, 2000)
                    .<Future<?>>mapToObj(id -> threads.submit(() -> assertThat(only(
                                    mapping, "{\"id\": %d, \"score\": 1, \"many\": [{\"id\": %d}]}".formatted(id, id)))
                            .isInstanceOfSatisfying(Outcome.Mapped.class, mapped -> {
                                assertThat(mapped.draft().responseId()).isEqualTo("" + id);
                                assertThat(mapped.draft().comment()).isEqualTo(id + "!");
                                assertThat(mapped.draft().tags()).containsExactly("" + id, "" + id);
                            })))
                    .toList();
            for (Future<?> run : runs) {
                run.get();
            }
        }
    }

    private static String comment(String expression) {
        return switch (only(mapping(expression, "id"), payload())) {
            case Outcome.Unmappable(var causes) ->
                causes.getFirst().pointer() + " " + causes.getFirst().detail();
            case Outcome other -> other.toString();
        };
    }

    private static String payload() {
        return "{\"id\": 1, \"score\": 3, \"text\": \"%s\", \"big\": \"%s\", \"many\": [%s{\"a\": {}}]}"
                .formatted(LONG, "x".repeat(50_000), "{\"a\": 1}, ".repeat(2000));
    }

    private static Outcome only(Mapping mapping, String body) {
        List<Outcome> outcomes = Shipped.map(mapping, body);
        assertThat(outcomes).hasSize(1);
        return outcomes.getFirst();
    }

    private static Mapping mapping(String comment, String tags) {
        return Shipped.compiled("""
                {"mapping": 1, "name": "Acme",
                 "fields": {"responseId": "id", "agent": {"id": "id"}, "comment": %s, "tags": %s},
                 "ratings": {"topic": "overall", "value": "score", "scale": {"min": 1, "max": 5}}}
                """.formatted(quoted(comment), quoted(tags)));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
