package dev.touchline.feedback.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.ResponseDraft;
import dev.touchline.feedback.core.ResponseDraft.AgentDraft;
import dev.touchline.feedback.core.ResponseDraft.AliasDraft;
import dev.touchline.feedback.core.ResponseDraft.CustomerDraft;
import dev.touchline.feedback.core.ResponseDraft.InteractionDraft;
import dev.touchline.feedback.core.ResponseDraft.RatingDraft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one response off a stream of JSON tokens, in a single pass and without a tree. */
final class ResponseReader {
    private final JsonParser parser;
    private final Flaws flaws;

    private ResponseReader(JsonParser parser, Flaws flaws) {
        this.parser = parser;
        this.flaws = flaws;
    }

    /**
     * Reads the value that the parser stands on, and leaves the parser at its end.
     *
     * @return null, and a flaw, when the value is no object
     * @throws IOException when the text is not JSON
     */
    static @Nullable ResponseDraft read(JsonParser parser, Flaws flaws) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            flaws.add("", "must be an object");
            return null;
        }
        ObjectReader object = ObjectReader.at(parser, "", flaws);
        return object == null ? null : new ResponseReader(parser, flaws).response(object);
    }

    private ResponseDraft response(ObjectReader in) throws IOException {
        String responseId = null;
        String respondedAt = null;
        String updatedAt = null;
        InteractionDraft interaction = null;
        AgentDraft agent = null;
        CustomerDraft customer = null;
        List<RatingDraft> ratings = null;
        String comment = null;
        String language = null;
        List<String> tags = null;
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "responseId" -> responseId = in.text();
                case "respondedAt" -> respondedAt = in.text();
                case "updatedAt" -> updatedAt = in.text();
                case "interaction" -> interaction = interaction(in.object());
                case "agent" -> agent = agent(in.object());
                case "customer" -> customer = customer(in.object());
                case "ratings" -> ratings = ratings(in);
                case "comment" -> comment = in.text();
                case "language" -> language = in.text();
                case "tags" -> tags = tags(in);
                default -> in.unknown();
            }
        }
        return new ResponseDraft(
                responseId, respondedAt, updatedAt, interaction, agent, customer, ratings, comment, language, tags);
    }

    private @Nullable InteractionDraft interaction(@Nullable ObjectReader in) throws IOException {
        if (in == null) {
            return null;
        }
        String id = null;
        String channel = null;
        String endedAt = null;
        String url = null;
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "id" -> id = in.text();
                case "channel" -> channel = in.text();
                case "endedAt" -> endedAt = in.text();
                case "url" -> url = in.text();
                default -> in.unknown();
            }
        }
        return new InteractionDraft(id, channel, endedAt, url);
    }

    private @Nullable AgentDraft agent(@Nullable ObjectReader in) throws IOException {
        if (in == null) {
            return null;
        }
        String id = null;
        AliasDraft alias = null;
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "id" -> id = in.text();
                case "alias" -> alias = alias(in.object());
                default -> in.unknown();
            }
        }
        return new AgentDraft(id, alias);
    }

    private @Nullable AliasDraft alias(@Nullable ObjectReader in) throws IOException {
        if (in == null) {
            return null;
        }
        String kind = null;
        String value = null;
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "kind" -> kind = in.text();
                case "value" -> value = in.text();
                default -> in.unknown();
            }
        }
        return new AliasDraft(kind, value);
    }

    private @Nullable CustomerDraft customer(@Nullable ObjectReader in) throws IOException {
        if (in == null) {
            return null;
        }
        String ref = null;
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "ref" -> ref = in.text();
                default -> in.unknown();
            }
        }
        return new CustomerDraft(ref);
    }

    private @Nullable List<RatingDraft> ratings(ObjectReader in) throws IOException {
        if (!in.isArray()) {
            return null;
        }
        String base = in.pointer();
        List<RatingDraft> ratings = new ArrayList<>(4);
        int index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            RatingDraft rating = RatingReader.read(parser, base + "/" + index++, flaws);
            if (ratings.size() <= Limits.RATINGS) {
                ratings.add(rating);
            }
        }
        return ratings;
    }

    private @Nullable List<String> tags(ObjectReader in) throws IOException {
        if (!in.isArray()) {
            return null;
        }
        List<String> tags = new ArrayList<>(4);
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                flaws.add("/tags/" + index, "must be a string");
                parser.skipChildren();
            } else if (tags.size() <= Limits.TAGS) {
                tags.add(parser.getText());
            }
        }
        return tags;
    }
}
