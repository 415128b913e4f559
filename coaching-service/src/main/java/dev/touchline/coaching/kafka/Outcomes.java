package dev.touchline.coaching.kafka;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.touchline.coaching.core.CaseChanges.ItemStep;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.ItemState;
import dev.touchline.coaching.core.Reason;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.core.Session;
import dev.touchline.coaching.core.Step;
import dev.touchline.coaching.core.Technique;
import dev.touchline.coaching.core.Why;
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
            @Nullable About agent,
            String team,
            String topic,
            String kind,
            long version,
            @Nullable String cause,
            @Nullable String note,
            @Nullable Told session,
            @Nullable Integer usefulness,
            @Nullable UUID recurrenceOf,
            @Nullable String intervention,
            List<FilterRef> filters,
            List<UUID> needs,
            List<ResponseRef> evidence) {}

    record About(String id, String name) {}

    /** A version of a filter that speaks for the item. */
    record FilterRef(String id, int version) {}

    /** The session in the supervisor's words: of a talk, of praise or of a training. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(
            @Nullable String saw,
            @Nullable String ideal,
            @Nullable String practised,
            @Nullable String next,
            @Nullable String technique,
            @Nullable String words,
            @Nullable String agreed,
            @Nullable ResponseRef about) {}

    /**
     * What an outcome tells beyond its step.
     *
     * @param recurrenceOf the item whose session was to settle this; with recurred
     * @param usefulness what the agent gives the session, 1 to 5
     */
    public record Extras(
            @Nullable UUID recurrenceOf, @Nullable Integer usefulness) {
        /** Nothing more. */
        public static final Extras NONE = new Extras(null, null);
    }

    /** The id of what became of an item with a step that made this version of it; webhooks carry it too. */
    public static UUID id(UUID itemId, long version) {
        return Uuid5.of("outcome", itemId.toString(), Long.toString(version));
    }

    /** The record of a step; its id is made of what happened to which item and when, so a repeat is recognised. */
    public static OutboxRow row(ItemStep taken, Extras extras) {
        Item item = taken.item();
        Step step = taken.step();
        UUID id = step.action().counts()
                ? id(item.id(), step.version())
                : Uuid5.of(
                        "outcome",
                        item.id().toString(),
                        step.action().word(),
                        step.at().toString());
        boolean person = item.agent().isPerson(item.kind());
        Outcome outcome = new Outcome(
                id,
                item.id(),
                step.action().word(),
                step.at(),
                step.by(),
                person ? new About(item.agent().id(), item.agent().name()) : null,
                item.team(),
                item.topic(),
                item.kind().word(),
                step.version(),
                step.to() instanceof ItemState.Dismissed dismissed
                        ? dismissed.cause().word()
                        : null,
                step.note(),
                told(step.session()),
                extras.usefulness(),
                extras.recurrenceOf(),
                extras.recurrenceOf() == null ? null : "training",
                item.card().reasons().stream()
                        .map(reason -> reason.why().origin())
                        .filter(Why.Filter.class::isInstance)
                        .map(Why.Filter.class::cast)
                        .map(filter -> new FilterRef(filter.id(), filter.version()))
                        .toList(),
                item.card().reasons().stream().map(Reason::needId).toList(),
                taken.evidence());
        String key = person ? item.agent().id() : item.team();
        return new OutboxRow(KafkaTopics.COACHING_OUTCOMES, key, id, TYPE, WireJson.write(outcome));
    }

    /** The interaction is left out: a record can't be taken back when its customer is erased. */
    private static @Nullable Told told(@Nullable Session session) {
        if (session == null) {
            return null;
        }
        ResponseRef about = session.about() == null ? null : session.about().ref();
        return switch (session.said()) {
            case Session.Talk talk -> {
                Technique technique = talk.technique();
                String word = technique == null ? null : technique.word();
                yield new Told(talk.saw(), talk.ideal(), talk.practised(), talk.next(), word, null, null, about);
            }
            case Session.Praise(String words) -> new Told(null, null, null, null, null, words, null, about);
            case Session.Training(String agreed, String next) ->
                new Told(null, null, null, next, null, null, agreed, about);
        };
    }
}
