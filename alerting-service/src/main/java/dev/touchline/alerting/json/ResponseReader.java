package dev.touchline.alerting.json;

import dev.touchline.alerting.core.Limits;
import dev.touchline.alerting.core.Person;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.Rehearsal;
import dev.touchline.alerting.core.Response;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Words;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Reads a response as a platform posts it, for trying a filter on it; fields that no filter looks at are passed over.
 * Every response without an agent is of one and the same.
 */
final class ResponseReader {
    /** What is rehearsed has never moved from one agent to another. */
    private static final int FIRST_ATTRIBUTION = 1;

    private static final double WORST = 0;
    private static final double BEST = 100;

    private final Fields fields;
    private final int before;

    private ResponseReader(Fields fields) {
        this.fields = fields;
        this.before = fields.mistakes();
    }

    static Optional<Rehearsal.Sent> read(Fields fields) {
        return new ResponseReader(fields).read();
    }

    private Optional<Instant> time(String field) {
        return fields.instant(field).filter(given -> fields.limit(field, Limits.time(given)));
    }

    private Optional<Rehearsal.Sent> read() {
        String id = fields.text("responseId").filter(this::isPresent).orElse("");
        Instant respondedAt = time("respondedAt").orElse(Instant.EPOCH);
        Instant updatedAt = fields.has("updatedAt") ? time("updatedAt").orElse(respondedAt) : respondedAt;
        Person agent = new Person(
                agent(fields), fields.has("agent") ? fields.inner("agent").date("startedOn") : Optional.empty());
        String team = optional(fields, "team").orElse("team");
        Optional<String> channel = inner(fields, "interaction", "channel");
        Words words = new Words(optional(fields, "comment"), tags());
        if (fields.mistakes() > before) {
            return Optional.empty();
        }
        ResponseKey key = new ResponseKey("trial", id);
        List<Rating> ratings = new ArrayList<>();
        Set<String> topics = new HashSet<>();
        for (Fields rated : fields.inners("ratings", Limits.TOPICS)) {
            Optional<String> topic = rated.text("topic").filter(given -> rated.limit("topic", Limits.slug(given)));
            topic.filter(given -> !topics.add(given)).ifPresent(given -> rated.wrong("topic", "is there twice"));
            Scored scored = scored(rated);
            topic.ifPresent(given -> ratings.add(new Rating(
                    key,
                    given,
                    agent,
                    team,
                    channel,
                    respondedAt,
                    respondedAt,
                    respondedAt,
                    scored.score(),
                    scored.given(),
                    words)));
        }
        if (fields.mistakes() > before) {
            return Optional.empty();
        }
        UUID content = UUID.nameUUIDFromBytes(
                (id + updatedAt + ratings + optional(fields, "comment") + tags()).getBytes(StandardCharsets.UTF_8));
        return Optional.of(
                new Rehearsal.Sent(agent.id(), new Response(key, content, updatedAt, FIRST_ATTRIBUTION, ratings)));
    }

    private record Scored(double score, String given) {}

    private static Scored scored(Fields rated) {
        if (rated.has("score")) {
            double score = rated.number("score")
                    .filter(given -> rated.limit("score", Limits.score(given)))
                    .orElse(WORST);
            return new Scored(score, plain(score) + " of 100");
        }
        double value = rated.number("value").orElse(WORST);
        Fields scale = rated.inner("scale");
        double min = scale.number("min").orElse(WORST);
        double max = scale.number("max").orElse(BEST);
        if (!(min < max && value >= min && value <= max)) {
            rated.wrong("value", "must lie on its scale");
            return new Scored(WORST, "");
        }
        boolean lower = scale.has("direction")
                && scale.text("direction").filter("lower-is-better"::equals).isPresent();
        double score = BEST * (lower ? max - value : value - min) / (max - min);
        return new Scored(score, plain(value) + " of " + plain(max) + (lower ? " (where lower is better)" : ""));
    }

    private boolean isPresent(String id) {
        if (id.isBlank()) {
            fields.wrong("responseId", "must not be blank");
        }
        return !id.isBlank();
    }

    /** Who it is about; where nobody is named always the same one. */
    static String agent(Fields fields) {
        return inner(fields, "agent", "id").orElse("agent");
    }

    private static Optional<String> inner(Fields fields, String object, String field) {
        return fields.has(object) ? optional(fields.inner(object), field) : Optional.empty();
    }

    private static Optional<String> optional(Fields fields, String field) {
        return fields.has(field) ? fields.text(field) : Optional.empty();
    }

    private List<String> tags() {
        return fields.has("tags") ? List.copyOf(fields.strings("tags", tag -> Optional.empty())) : List.of();
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
