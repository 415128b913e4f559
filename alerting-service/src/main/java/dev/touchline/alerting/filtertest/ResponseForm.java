package dev.touchline.alerting.filtertest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.alerting.json.Draft;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns responses and coachings as tests write them into those that {@link Draft} reads. */
final class ResponseForm {
    private static final Pattern RATING = Pattern.compile("(\\d+(?:\\.\\d+)?) of (\\d+(?:\\.\\d+)?)");

    private static final String RESPONSES = "/responses/";

    private final String place;
    private final List<String> mistakes;
    private final List<Integer> places = new ArrayList<>();
    private Instant last = Moment.DAY_1;

    ResponseForm(String place, List<String> mistakes) {
        this.place = place;
        this.mistakes = mistakes;
    }

    ArrayNode all(JsonNode given) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        if (!given.isArray()) {
            mistakes.add(place + "/responses must be an array");
        }
        int index = 0;
        for (JsonNode response : given) {
            String here = place + RESPONSES + index;
            ObjectNode first = one(response, here, "r" + (all.size() + 1));
            all.add(first);
            again(response, here, first, all);
            while (places.size() < all.size()) {
                places.add(index);
            }
            index++;
        }
        return all;
    }

    /** So many alike, one after the other; {@code at} is the first one's. */
    private void again(JsonNode given, String here, ObjectNode first, ArrayNode all) {
        if (!given.has("times") && !given.has("every")) {
            return;
        }
        Optional<Duration> every = Moment.duration(given.path("every").asText());
        int times = given.path("times").asInt();
        if (times < 2 || times > Draft.MOST || every.isEmpty() || given.has("id") || given.has("updated")) {
            mistakes.add(here + "/times must be 2 to " + Draft.MOST
                    + ", with every (such as 6 hours) and without id and updated");
            return;
        }
        for (int i = 1; i < times; i++) {
            last = last.plus(every.get());
            all.add(first.deepCopy().put("responseId", "r" + (all.size() + 1)).put("respondedAt", last.toString()));
        }
    }

    /** Where in the file stands what stands there in the draft. */
    String inFile(String pointer) {
        if (!pointer.startsWith(RESPONSES)) {
            return pointer.startsWith("/coached") ? place + pointer : pointer;
        }
        String[] parts = pointer.substring(RESPONSES.length()).split("/", 2);
        String field = parts.length == 1 ? "" : "/" + parts[1];
        return place + RESPONSES + places.get(Integer.parseInt(parts[0])) + field;
    }

    /** Coachings, each with a time of its own or later than the one before. */
    ArrayNode coached(JsonNode given) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        if (!given.isArray()) {
            mistakes.add(place + "/coached must be an array");
        }
        last = Moment.DAY_1;
        for (JsonNode coaching : given) {
            String here = place + "/coached/" + all.size();
            ObjectNode one = all.addObject();
            coaching.properties().forEach(field -> {
                switch (field.getKey()) {
                    case "at" -> one.put("at", time(field.getValue(), here + "/at"));
                    case "agent" ->
                        one.putObject("agent").put("id", field.getValue().asText());
                    case "topic" -> one.set("topic", field.getValue());
                    default -> mistakes.add(here + "/" + field.getKey() + " unknown field; known are agent, at, topic");
                }
            });
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
                case "agent" -> response.set("agent", agent(field.getValue(), here + "/agent"));
                case "channel" ->
                    response.putObject("interaction")
                            .put("channel", field.getValue().asText());
                case "ratings" -> response.set("ratings", ratings(field.getValue(), here + "/ratings"));
                case "times", "every" -> {}
                case "team", "comment", "tags" -> response.set(field.getKey(), field.getValue());
                default ->
                    mistakes.add(here + "/" + field.getKey()
                            + " unknown field; known are agent, at, channel, comment, every, id, ratings,"
                            + " tags, team, times, updated");
            }
        });
        return response;
    }

    /** An id, or {@code id} and {@code startedOn} for scopes that name a tenure. */
    private ObjectNode agent(JsonNode given, String here) {
        ObjectNode agent = JsonNodeFactory.instance.objectNode();
        if (!given.isObject()) {
            return agent.put("id", given.asText());
        }
        given.properties().forEach(field -> {
            switch (field.getKey()) {
                case "id", "startedOn" ->
                    agent.put(field.getKey(), field.getValue().asText());
                default -> mistakes.add(here + "/" + field.getKey() + " unknown field; known are id, startedOn");
            }
        });
        return agent;
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
