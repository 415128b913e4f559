package dev.touchline.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.touchline.local.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Words that fit a team, a topic and a mood, put together from parts: several thousand different comments. */
final class Comments {
    private static final double WITH_CONTEXT = 0.5;
    private static final double WITH_CLOSER = 0.4;

    private final JsonNode parts;

    private Comments(JsonNode parts) {
        this.parts = parts;
    }

    static Comments shipped() {
        try {
            return new Comments(new YAMLMapper().readTree(Resources.text("/demo/comments.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String write(String team, String topic, Mood mood, RandomGenerator random) {
        List<String> sentences = new ArrayList<>();
        if (random.nextDouble() < WITH_CONTEXT) {
            sentences.add(pick(parts.path("contexts").path(team), random));
        }
        sentences.add(pick(parts.path("cores").path(topic).path(mood.key()), random));
        if (random.nextDouble() < WITH_CLOSER) {
            sentences.add(pick(parts.path("closers").path(mood.key()), random));
        }
        return String.join(" ", sentences);
    }

    private static String pick(JsonNode from, RandomGenerator random) {
        return from.get(random.nextInt(from.size())).asText();
    }
}
