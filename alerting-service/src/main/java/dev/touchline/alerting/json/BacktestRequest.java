package dev.touchline.alerting.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Limits;
import dev.touchline.alerting.core.backtest.Period;
import dev.touchline.kit.http.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to know of a filter.
 *
 * @param compareWith id of a filter
 * @param from of the flags, by event time; all that is stored when empty
 * @param offsets what to read, partition by partition; by time when empty
 */
public record BacktestRequest(
        Definition draft,
        Optional<String> compareWith,
        Optional<Instant> from,
        Optional<Instant> to,
        List<Offsets> offsets) {
    private static final int MOST_PARTITIONS = 1_000;

    /** Offsets of a partition of {@code survey.responses}: {@code from} is inside, {@code to} is not. */
    public record Offsets(int partition, long from, long to) {}

    public BacktestRequest {
        offsets = List.copyOf(offsets);
    }

    /** @throws Problem 400 with everything that is wrong */
    public static BacktestRequest read(@Nullable JsonNode body) {
        List<Problem.Cause> causes = new ArrayList<>();
        JsonNode tree = body == null ? MissingNode.getInstance() : body;
        Fields fields = new Fields(tree, "", causes);
        if (!causes.isEmpty()) {
            throw new Problem(400, "Can't be backtested", causes);
        }
        fields.only(Set.of("filter", "compareWith", "from", "to", "offsets"));
        Optional<Definition> draft = Draft.definition(tree.path("filter"), causes);
        Optional<String> compareWith = (fields.has("compareWith")
                        ? fields.text("compareWith")
                        : Optional.<String>empty())
                .filter(id -> fields.limit("compareWith", Limits.slug(id)));
        Optional<Instant> from = time(fields, "from");
        Optional<Instant> to = time(fields, "to");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            fields.wrong("to", "must be after from");
        }
        List<Offsets> offsets = fields.has("offsets") ? offsets(fields.inners("offsets", MOST_PARTITIONS)) : List.of();
        if (!causes.isEmpty() || draft.isEmpty()) {
            throw new Problem(400, "Can't be backtested", causes);
        }
        return new BacktestRequest(draft.get(), compareWith, from, to, offsets);
    }

    private static Optional<Instant> time(Fields fields, String field) {
        return (fields.has(field) ? fields.instant(field) : Optional.<Instant>empty())
                .filter(given -> fields.limit(field, Limits.time(given)));
    }

    private static List<Offsets> offsets(List<Fields> parts) {
        List<Offsets> all = new ArrayList<>();
        Set<Integer> partitions = new HashSet<>();
        for (Fields part : parts) {
            part.only(Set.of("partition", "from", "to"));
            int partition = part.whole("partition").orElse(0);
            long from = part.count("from").orElse(0L);
            long to = part.count("to").orElse(from);
            if (!partitions.add(partition)) {
                part.wrong("partition", "is there twice");
            }
            if (from > to) {
                part.wrong("to", "must not be before from");
            }
            all.add(new Offsets(partition, from, to));
        }
        return all;
    }

    public Period period() {
        return new Period(from.orElse(Instant.MIN), to.orElse(Instant.MAX));
    }

    /** As it is shown. */
    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("filter", DefinitionWriter.write(draft));
        compareWith.ifPresent(id -> node.put("compareWith", id));
        from.ifPresent(time -> node.put("from", time.toString()));
        to.ifPresent(time -> node.put("to", time.toString()));
        if (!offsets.isEmpty()) {
            node.set("offsets", json(offsets));
        }
        return node;
    }

    /** As in a request, so that the same records can be asked for again. */
    public static ArrayNode json(List<Offsets> offsets) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        offsets.forEach(part -> all.addObject()
                .put("partition", part.partition())
                .put("from", part.from())
                .put("to", part.to()));
        return all;
    }
}
