package dev.touchline.feedback.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Vetted;
import dev.touchline.feedback.core.metric.MetricDraft;
import dev.touchline.feedback.core.metric.MetricRules;
import dev.touchline.feedback.core.metric.MetricValue;
import java.io.IOException;
import java.time.Instant;

/** Reads and checks posted metric values. */
public final class MetricReader {
    private MetricReader() {}

    /** All of a body. */
    public static PostedList<MetricValue> read(byte[] body, Instant receivedAt) {
        return PostedList.read(body, (parser, flaws) -> one(parser, receivedAt, flaws));
    }

    private static Vetted<MetricValue> one(JsonParser parser, Instant receivedAt, Flaws flaws) throws IOException {
        ObjectReader in = ObjectReader.at(parser, "", flaws);
        if (in == null) {
            return notAnObject(parser, flaws);
        }
        String agent = null;
        String metric = null;
        String from = null;
        String to = null;
        Double value = null;
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "agent" -> agent = in.text();
                case "metric" -> metric = in.text();
                case "from" -> from = in.text();
                case "to" -> to = in.text();
                case "value" -> value = in.number();
                default -> in.unknown();
            }
        }
        return MetricRules.check(new MetricDraft(agent, metric, from, to, value), receivedAt, flaws);
    }

    static <T> Vetted<T> notAnObject(JsonParser parser, Flaws flaws) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            flaws.add("", "must be an object");
        }
        return new Vetted.Refused<>(flaws.list());
    }
}
