package dev.touchline.alerting.filtertest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns responses as tests write them into responses as platforms post them. */
final class ResponseForm {
    private static final Pattern RATING = Pattern.compile("(\\d+(?:\\.\\d+)?) of (\\d+(?:\\.\\d+)?)");

    private final String place;
    private final List<String> mistakes;
    private Instant last = Moment.DAY_1;

    ResponseForm(String place, List<String> mistakes) {
        this.place = place + "/responses";
        this.mistakes = mistakes;
    }

    ArrayNode all(JsonNode given) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        if (!given.isArray()) {
            mistakes.add(place + " must be an array");
        }
        for (JsonNode response : given) {
            all.add(one(response, place + "/" + all.size(), "r" + (all.size() + 1)));
        }
        return all;
    }

    private ObjectNode one(JsonNode given, String here, String id) {
        ObjectNode response = JsonNodeFactory.instance.objectNode().put("responseId", id);
        given.properties().forEach(field -> {
            switch (field.getKey()) {
                case "id" -> response.put("responseId", field.getValue().asText());
                case "at" -> response.put("respondedAt", time(field.getValue(), here + "/at"));
                case "updated" -> response.put("updatedAt", time(field.getValue(), here + "/updated"));
                case "agent" ->
                    response.putObject("agent").put("id", field.getValue().asText());
                case "channel" ->
                    response.putObject("interaction")
                            .put("channel", field.getValue().asText());
                case "ratings" -> response.set("ratings", ratings(field.getValue(), here + "/ratings"));
                case "team", "comment", "tags" -> response.set(field.getKey(), field.getValue());
                default ->
                    mistakes.add(
                            here + "/" + field.getKey()
                                    + " unknown field; known are agent, at, channel, comment, id, ratings, tags, team, updated");
            }
        });
        return response;
    }

    private String time(JsonNode words, String here) {
        Optional<Instant> at = Moment.read(words.asText(), last);
        if (at.isEmpty()) {
            mistakes.add(here + " " + Moment.FORMS);
        }
        last = at.orElse(last);
        return last.toString();
    }

    private ArrayNode ratings(JsonNode byTopic, String here) {
        ArrayNode ratings = JsonNodeFactory.instance.arrayNode();
        byTopic.properties().forEach(rated -> {
            ObjectNode rating = ratings.addObject().put("topic", rated.getKey());
            Matcher words = RATING.matcher(rated.getValue().asText());
            if (rated.getValue().isNumber()) {
                rating.set("score", rated.getValue());
            } else if (words.matches()) {
                rating.put("value", Double.parseDouble(words.group(1)));
                rating.putObject("scale").put("min", 1).put("max", Double.parseDouble(words.group(2)));
            } else {
                mistakes.add(here + "/" + rated.getKey() + " must be such as 2 of 5 (1 is the worst), or a score");
            }
        });
        return ratings;
    }
}
