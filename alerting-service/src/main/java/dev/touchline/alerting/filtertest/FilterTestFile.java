package dev.touchline.alerting.filtertest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.touchline.alerting.core.Presets;
import dev.touchline.alerting.json.DefinitionWriter;
import dev.touchline.alerting.json.Draft;
import dev.touchline.kit.http.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a file of tests: {@code filter} (a definition as it is put, or {@code preset: <id>}), {@code usual} and
 * {@code tests}, each with {@code name}, {@code responses}, perhaps {@code coached}, and {@code flags}. A response is
 * one as it is posted, with {@code at} in words, {@code agent} as its id (or with {@code startedOn}) and
 * {@code ratings} as topic to rating ({@code 2 of 5}, or a score).
 */
final class FilterTestFile {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    private static final Set<String> FIELDS = Set.of("filter", "usual", "tests");
    private static final Set<String> TEST_FIELDS = Set.of("name", "responses", "coached", "flags");
    private static final Set<String> FLAG_FIELDS = Set.of("at", "agent", "topic", "sentence");

    private final List<String> mistakes = new ArrayList<>();

    private FilterTestFile() {}

    /** @throws Unusable when the file can't be read or has a mistake */
    static List<FilterTest> read(Path file) throws Unusable {
        FilterTestFile reader = new FilterTestFile();
        List<FilterTest> tests = reader.tests(tree(file));
        if (!reader.mistakes.isEmpty()) {
            throw new Unusable(reader.mistakes);
        }
        return tests;
    }

    private static JsonNode tree(Path file) throws Unusable {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new Unusable(List.of("line " + line + ": not YAML"));
        } catch (IOException e) {
            throw new Unusable(List.of("can't be read"));
        }
    }

    private List<FilterTest> tests(JsonNode file) {
        List<FilterTest> tests = new ArrayList<>();
        only(file, FIELDS, "");
        if (!file.path("tests").isArray() || file.path("tests").isEmpty()) {
            mistakes.add("/tests must be an array of at least one test");
        }
        int index = 0;
        for (JsonNode test : file.path("tests")) {
            test(file, test, "/tests/" + index++).ifPresent(tests::add);
        }
        return tests;
    }

    private Optional<FilterTest> test(JsonNode file, JsonNode test, String place) {
        int before = mistakes.size();
        only(test, TEST_FIELDS, place);
        ObjectNode draft = JsonNodeFactory.instance.objectNode();
        draft.set("filter", filter(file.path("filter")));
        if (file.has("usual")) {
            draft.set("usual", file.get("usual"));
        }
        ResponseForm form = new ResponseForm(place, mistakes);
        draft.set("responses", form.all(test.path("responses")));
        if (test.has("coached")) {
            draft.set("coached", form.coached(test.get("coached")));
        }
        List<Expected> flags = flags(test.path("flags"), place + "/flags");
        if (mistakes.size() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FilterTest(test.path("name").asText("test " + place), Draft.read(draft), flags));
        } catch (Problem problem) {
            problem.causes().stream()
                    .map(cause -> form.inFile(cause.pointer()) + " " + cause.detail())
                    .distinct()
                    .forEach(mistakes::add);
            return Optional.empty();
        }
    }

    private JsonNode filter(JsonNode given) {
        if (!given.has("preset")) {
            return given;
        }
        return Optional.ofNullable(Presets.byId().get(given.path("preset").asText()))
                .<JsonNode>map(DefinitionWriter::write)
                .orElseGet(() -> {
                    mistakes.add("/filter/preset must be one of "
                            + String.join(", ", Presets.byId().keySet()));
                    return JsonNodeFactory.instance.objectNode();
                });
    }

    private List<Expected> flags(JsonNode given, String place) {
        List<Expected> flags = new ArrayList<>();
        if (!given.isArray()) {
            mistakes.add(place + " must be an array; an empty one when nothing is flagged");
        }
        int index = 0;
        for (JsonNode flag : given) {
            String here = place + "/" + index++;
            only(flag, FLAG_FIELDS, here);
            Optional<Instant> at = Moment.read(flag.path("at").asText(), Moment.DAY_1);
            if (at.isEmpty()) {
                mistakes.add(here + "/at " + Moment.FORMS);
            }
            at.ifPresent(time -> flags.add(new Expected(
                    time,
                    flag.path("agent").asText("agent"),
                    flag.path("topic").asText(),
                    Optional.ofNullable(flag.get("sentence")).map(JsonNode::asText))));
        }
        return flags;
    }

    private void only(JsonNode node, Set<String> known, String place) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                mistakes.add(
                        place + "/" + name + " unknown field; known are " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }
}
