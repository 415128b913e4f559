package dev.touchline.coaching.kafka;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.touchline.coaching.core.CaseChanges.ItemStep;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.ItemState;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.core.Session;
import dev.touchline.coaching.core.Step;
import dev.touchline.kit.Uuid5;
import dev.touchline.kit.outbox.OutboxRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What others are told on {@code coaching.outcomes} when an item takes a step. */
public final class Outcomes {
    static final String TYPE = "dev.touchline.coaching.outcome.v1";

    private Outcomes() {}

    /** The value of the record. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Outcome(
            UUID outcomeId,
            UUID itemId,
            String type,
            Instant at,
            String by,
            About agent,
            String team,
            String topic,
            String kind,
            long version,
            @Nullable String cause,
            @Nullable String note,
            @Nullable Session session,
            List<FilterRef> filters,
            List<ResponseRef> evidence) {}

    record About(String id, String name) {}

    /** A version of a filter that speaks for the item. */
    record FilterRef(String id, int version) {}

    /** The record of a step; its id is made of item and version, so a repeat is recognised. */
    public static OutboxRow row(ItemStep taken) {
        Item item = taken.item();
        Step step = taken.step();
        UUID id = Uuid5.of("outcome", item.id().toString(), Long.toString(step.version()));
        Outcome outcome = new Outcome(
                id,
                item.id(),
                step.action().word(),
                step.at(),
                step.by(),
                new About(item.agent().id(), item.agent().name()),
                item.team(),
                item.topic(),
                item.kind().word(),
                step.version(),
                step.to() instanceof ItemState.Dismissed dismissed
                        ? dismissed.cause().word()
                        : null,
                step.note(),
                step.session(),
                item.card().reasons().stream()
                        .map(reason -> reason.why().filter())
                        .map(filter -> new FilterRef(filter.id(), filter.version()))
                        .toList(),
                taken.evidence());
        return new OutboxRow(KafkaTopics.COACHING_OUTCOMES, item.agent().id(), id, TYPE, WireJson.write(outcome));
    }
}
