package dev.touchline.feedback.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.feedback.core.Checked;
import dev.touchline.feedback.core.ContentHash;
import dev.touchline.feedback.core.SurveyResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BodyReaderProperties {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 2000)
    void noBytesMakeItThrow(@ForAll byte[] body) {
        BodyReader.json(body, Posts.RECEIVED);
        BodyReader.lines(body, Posts.RECEIVED);
    }

    @Property(tries = 5000)
    void noDamageMakesItThrow(@ForAll Random random) {
        byte[] body = Posts.USUAL.getBytes(StandardCharsets.UTF_8);
        String spare = "{}[]\",:0129eE+-.\\u\0nulltrue \n";
        for (int i = random.nextInt(6); i >= 0; i--) {
            body[random.nextInt(body.length)] = (byte) spare.charAt(random.nextInt(spare.length()));
        }
        if (BodyReader.json(body, Posts.RECEIVED) instanceof Body.Single(Checked.Valid(SurveyResponse response))) {
            assertThat(ContentHash.of(response)).hasSize(64);
        }
        BodyReader.lines(body, Posts.RECEIVED);
    }

    @Property(tries = 3000)
    void noValueInTheWrongPlaceMakesItThrow(@ForAll Random random, @ForAll String text) throws IOException {
        JsonNode root = JSON.readTree(Posts.USUAL);
        List<ObjectNode> objects = new ArrayList<>();
        collect(root, objects);
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(5)) {
            case 0 -> object.put(name, text);
            case 1 -> object.put(name, random.nextDouble() * 1e12);
            case 2 -> object.putArray(name).add(text).addNull();
            case 3 -> object.putObject(name).put(text, true);
            case 4 -> object.remove(name);
            default -> throw new AssertionError();
        }
        Body body = BodyReader.json(JSON.writeValueAsBytes(root), Posts.RECEIVED);
        if (body instanceof Body.Single(Checked.Refused(var flaws))) {
            assertThat(flaws)
                    .isNotEmpty()
                    .allSatisfy(flaw -> assertThat(flaw.detail()).isNotBlank());
        }
    }

    @Property
    void theHashIgnoresHowTheJsonIsWritten(@ForAll Random random) throws IOException {
        String rewritten = JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(shuffled(JSON.readTree(Posts.USUAL), random))
                .replace(" : 2", " : 2.0")
                .replace("\"2026-11-21T09:58:00Z\"", "\"2026-11-21T10:58:00+01:00\"");
        assertThat(hash(rewritten)).isEqualTo(hash(Posts.USUAL));
    }

    @Property
    void theHashSeesEveryCharacterOfTheComment(@ForAll @IntRange(max = 23) int at) {
        char[] comment = "He did not know the plan".toCharArray();
        comment[at] = '*';
        assertThat(hash(Posts.with("He did not know the plan", new String(comment))))
                .isNotEqualTo(hash(Posts.USUAL));
    }

    /** Event ids rest on it: a change here makes duplicates of everything that is posted again. */
    @Example
    void theHashOfTheUsualPostNeverChanges() {
        assertThat(hash(Posts.USUAL)).isEqualTo("732a72ab8085bbe55de2037fbe6c2619674d99af61d1d8ce0c32d39b02d81ce6");
    }

    @Property
    void whatIsWrittenReadsBackTheSame(@ForAll Random random) throws IOException {
        ObjectNode root = (ObjectNode) JSON.readTree(Posts.USUAL);
        for (String optional : List.of("interaction", "customer", "comment", "language", "tags", "updatedAt")) {
            if (random.nextBoolean()) {
                root.remove(optional);
            }
        }
        if (random.nextBoolean()) {
            root.putObject("agent").putObject("alias").put("kind", "email").put("value", "Ada@Example.com");
        }
        if (random.nextBoolean()) {
            ObjectNode rating = (ObjectNode) root.path("ratings").get(0);
            rating.put("value", "so-so");
            rating.withObject("/scale")
                    .put("direction", "lower-is-better")
                    .putObject("labels")
                    .put("so-so", 2.5);
        }
        SurveyResponse response = Posts.valid(root.toString());
        assertThat(Posts.valid(new String(ResponseWriter.bytes(response), StandardCharsets.UTF_8)))
                .isEqualTo(response);
    }

    private static String hash(String json) {
        return ContentHash.of(Posts.valid(json));
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (node.isArray()) {
            var array = JSON.createArrayNode();
            node.forEach(child -> array.add(shuffled(child, random)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
        Collections.shuffle(fields, random);
        ObjectNode object = JSON.createObjectNode();
        fields.forEach(field -> object.set(field.getKey(), shuffled(field.getValue(), random)));
        return object;
    }
}
