package dev.touchline.coaching.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.touchline.coaching.core.Intervention;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.ItemState.Claimed;
import dev.touchline.coaching.core.ItemState.Dismissed;
import dev.touchline.coaching.core.Reason;
import dev.touchline.coaching.core.Session;
import dev.touchline.coaching.core.Session.Praise;
import dev.touchline.coaching.core.Session.Said;
import dev.touchline.coaching.core.Session.Talk;
import dev.touchline.coaching.core.Session.Training;
import dev.touchline.coaching.core.Technique;
import dev.touchline.coaching.core.Why;
import dev.touchline.coaching.http.ItemJson.AboutJson;
import dev.touchline.coaching.http.ItemJson.AgentJson;
import dev.touchline.coaching.http.ItemJson.EvidenceJson;
import dev.touchline.coaching.http.ItemJson.InteractionJson;
import dev.touchline.coaching.http.ItemJson.RatingJson;
import dev.touchline.coaching.http.ItemJson.ScaleJson;
import dev.touchline.coaching.http.ItemJson.SessionJson;
import dev.touchline.coaching.http.ItemJson.WhyJson;
import dev.touchline.coaching.store.ItemReader.PastSession;
import dev.touchline.coaching.store.ItemReader.Shown;
import dev.touchline.coaching.store.ItemReader.Whole;
import dev.touchline.coaching.store.ItemReader.Word;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts items on the wire. */
final class Cards {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Cards() {}

    /** A rating as it stands in the database. */
    private record StoredRating(
            BigDecimal value,
            @Nullable String label,
            ScaleJson scale,
            @Nullable Double score) {}

    static ItemJson of(Shown shown) {
        return card(shown.item(), shown.intervention(), shown.words(), null, null);
    }

    static ItemJson of(Whole whole) {
        return card(
                whole.item(),
                whole.intervention(),
                whole.words(),
                whole.session().map(Cards::session).orElse(null),
                whole.aftermath() == null
                        ? null
                        : AftermathJson.of(whole.aftermath(), whole.item().kind()));
    }

    private static ItemJson card(
            Item item,
            Intervention intervention,
            List<Word> words,
            @Nullable SessionJson session,
            @Nullable AftermathJson aftermath) {
        List<WhyJson> reasons = item.card().reasons().stream().map(Cards::why).toList();
        Claimed claim = item.state() instanceof Claimed held ? held : null;
        return new ItemJson(
                item.id(),
                item.kind().word(),
                intervention.word(),
                item.agent().isPerson(item.kind())
                        ? new AgentJson(item.agent().id(), item.agent().name())
                        : null,
                item.team(),
                item.topic(),
                item.card().severity().word(),
                item.state().word(),
                item.openedAt(),
                item.card().staleAt(),
                item.heldBackUntil(),
                item.card().evidenceCount(),
                words.stream().map(Cards::evidence).toList(),
                reasons.getFirst(),
                reasons.subList(1, reasons.size()),
                claim == null ? null : claim.by(),
                claim == null ? null : claim.leaseUntil(),
                item.state() instanceof Dismissed dismissed ? dismissed.cause().word() : null,
                item.version(),
                item.card().evidenceVersion(),
                session,
                aftermath);
    }

    private static WhyJson why(Reason reason) {
        var why = reason.why();
        Why.Filter filter = why.origin() instanceof Why.Filter judged ? judged : null;
        return new WhyJson(
                filter == null ? "agent" : "filter",
                filter == null ? null : filter.id(),
                filter == null ? null : filter.version(),
                filter == null ? null : filter.name(),
                why.origin() instanceof Why.Asked(String words) ? words : null,
                why.sentence(),
                why.n(),
                why.poor(),
                why.expected());
    }

    private static EvidenceJson evidence(Word word) {
        StoredRating rating = read(word.rating(), StoredRating.class);
        return new EvidenceJson(
                word.source(),
                word.responseId(),
                read(word.interaction(), InteractionJson.class),
                rating == null || rating.score() == null ? word.score() : rating.score(),
                rating == null ? null : new RatingJson(rating.value(), rating.label(), rating.scale()),
                word.comment(),
                word.respondedAt());
    }

    private static SessionJson session(PastSession held) {
        Said said = held.session().said();
        Talk talk = said instanceof Talk told ? told : null;
        Technique technique = held.session().technique();
        return new SessionJson(
                talk == null ? null : talk.saw(),
                talk == null ? null : talk.ideal(),
                talk == null ? null : talk.practised(),
                switch (said) {
                    case Talk told -> told.next();
                    case Training training -> training.next();
                    case Praise _ -> null;
                },
                said instanceof Praise(String words) ? words : null,
                said instanceof Training training ? training.agreed() : null,
                about(held.session().about()),
                technique == null ? null : technique.word(),
                held.by(),
                held.at());
    }

    private static @Nullable AboutJson about(Session.@Nullable About about) {
        return about == null
                ? null
                : new AboutJson(about.ref().source(), about.ref().responseId(), about.interactionId());
    }

    private static <T> @Nullable T read(@Nullable String json, Class<T> type) {
        try {
            return json == null ? null : JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database holds JSON that is not a " + type.getSimpleName(), e);
        }
    }
}
