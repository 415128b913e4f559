package dev.touchline.backing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The contract of one Kafka topic, for the tests of both ends: a producer's events meet the schema, and a consumer
 * reads every sample.
 */
public final class EventContract {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final String topic;
    private final JsonSchema schema;
    private final Map<String, String> samples;

    private EventContract(String topic) {
        this.topic = topic;
        this.schema = FACTORY.getSchema(SchemaLocation.of("classpath:events/%s/schema.json".formatted(topic)), STRICT);
        this.samples = EventSamples.read(topic);
    }

    /**
     * The contract of the Kafka topic.
     *
     * @throws IllegalArgumentException when events/ has none
     */
    public static EventContract of(String topic) {
        return new EventContract(topic);
    }

    /** The golden samples: JSON text by name ({@code usual}, {@code minimal}, {@code rich} and others). */
    public Map<String, String> samples() {
        return samples;
    }

    /**
     * One golden sample.
     *
     * @throws IllegalArgumentException naming those that there are
     */
    public String sample(String name) {
        @Nullable String sample = samples.get(name);
        if (sample == null) {
            throw new IllegalArgumentException("%s has no sample %s, but %s".formatted(topic, name, samples.keySet()));
        }
        return sample;
    }

    /**
     * Checks an event against the schema.
     *
     * @throws AssertionError listing everything that is wrong with it
     */
    public void assertMeets(String json) {
        Set<ValidationMessage> problems = schema.validate(parse(json));
        if (!problems.isEmpty()) {
            throw new AssertionError(problems.stream()
                    .map(ValidationMessage::getMessage)
                    .sorted()
                    .collect(Collectors.joining("\n  ", "Not an event of " + topic + ":\n  ", "\n" + json)));
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + json, e);
        }
    }
}
