package dev.touchline.feedback.http;

import dev.touchline.feedback.core.SurveyResponse;
import dev.touchline.feedback.core.mapping.Warning;
import dev.touchline.feedback.core.roster.Attribution;
import dev.touchline.feedback.core.signature.SignatureCheck;
import dev.touchline.feedback.core.signature.SignatureScheme;
import dev.touchline.feedback.core.signature.SignatureVerifier;
import dev.touchline.feedback.core.webhook.Delivery;
import dev.touchline.feedback.core.webhook.KeptHeaders;
import dev.touchline.feedback.http.TryResource.SignatureJson;
import dev.touchline.feedback.http.TryResource.TriedItemJson;
import dev.touchline.feedback.http.TryResource.TriedJson;
import dev.touchline.feedback.json.Envelope;
import dev.touchline.feedback.json.EventWriter;
import dev.touchline.feedback.json.FetchNotice;
import dev.touchline.feedback.kafka.LiveSource;
import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.feedback.kafka.SurveyRecords;
import dev.touchline.feedback.mapping.Item;
import dev.touchline.feedback.mapping.Mapping;
import dev.touchline.kit.http.Problem;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does with a delivery all that ingest does, but keeps nothing. */
@Singleton
public class MappingLab {
    private final RosterView roster;

    MappingLab(RosterView roster) {
        this.roster = roster;
    }

    /** @param version null: the mapping is not the source's */
    TriedJson tried(
            LiveSource source, @Nullable Mapping mapping, @Nullable Long version, Delivery delivery, Instant now) {
        List<Item> items = Item.of(mapping, KeptHeaders.of(delivery), now);
        List<TriedItemJson> tried = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            tried.add(tried(source.source().id(), i, items.get(i), now));
        }
        return new TriedJson(version, signature(source, mapping, delivery, now), tried);
    }

    private TriedItemJson tried(String source, int index, Item item, Instant now) {
        return switch (item) {
            case Item.Ignored(String reason) ->
                new TriedItemJson(index, "ignored", reason, null, null, null, null, null);
            case Item.ToFetch(String survey, String response) ->
                new TriedItemJson(index, FetchNotice.REASON, FetchNotice.REASON, null, survey, response, null, null);
            case Item.Kept(String reason, var causes) ->
                new TriedItemJson(index, "quarantined", reason, null, null, null, null, Problems.causes(causes));
            case Item.Taken(SurveyResponse response, List<Warning> warnings) ->
                taken(source, index, response, warnings, now);
        };
    }

    private TriedItemJson taken(
            String source, int index, SurveyResponse response, List<Warning> warnings, Instant now) {
        Envelope envelope = new Envelope(SurveyRecords.eventId(source, response), source, now);
        Attribution attribution = roster.roster().resolve(response.agent(), response.happenedAt());
        boolean known = attribution instanceof Attribution.Attributed;
        byte[] event =
                switch (attribution) {
                    case Attribution.Attributed whose -> EventWriter.attributed(envelope, response, whose);
                    case Attribution.UnknownAgent unknown ->
                        EventWriter.parked(envelope, response, SurveyRecords.UNKNOWN_AGENT);
                };
        return new TriedItemJson(
                index,
                known ? "accepted" : "parked",
                known ? null : SurveyRecords.UNKNOWN_AGENT,
                new String(event, StandardCharsets.UTF_8),
                null,
                response.responseId(),
                warnings.isEmpty()
                        ? null
                        : warnings.stream()
                                .map(warning -> new Problem.Cause(warning.pointer(), warning.detail()))
                                .toList(),
                null);
    }

    private static SignatureJson signature(
            LiveSource source, @Nullable Mapping mapping, Delivery delivery, Instant now) {
        SignatureScheme scheme = mapping == null ? null : mapping.signature();
        if (scheme == null) {
            return new SignatureJson("unsigned", "the mapping knows no signature: a key of the source is needed");
        }
        SignatureVerifier verifier = source.verifierFor(scheme);
        if (verifier == null) {
            return new SignatureJson("no-secret", "the source has no secret that fits and can be read here");
        }
        return switch (verifier.check(delivery, now)) {
            case SignatureCheck.Valid(int key) ->
                new SignatureJson(
                        "valid",
                        "secret "
                                + source.source().settings().secrets().get(key).id());
            case SignatureCheck.Missing(String what) -> new SignatureJson("missing", what);
            case SignatureCheck.Stale(var by) -> new SignatureJson("stale", "by " + by);
            case SignatureCheck.Wrong() -> new SignatureJson("wrong", "no live secret signed these bytes");
            case SignatureCheck.Malformed(String why) -> new SignatureJson("malformed", why);
        };
    }
}
