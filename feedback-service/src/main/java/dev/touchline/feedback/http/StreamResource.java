package dev.touchline.feedback.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.feedback.live.LiveFeed;
import dev.touchline.feedback.live.LiveReader;
import dev.touchline.feedback.live.LiveRecord;
import dev.touchline.feedback.live.LiveResponse;
import dev.touchline.feedback.live.LiveRetraction;
import dev.touchline.feedback.live.Position;
import dev.touchline.feedback.live.Signal;
import dev.touchline.feedback.read.StoredResponse;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.auth.Roles;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** What customers say, as it comes in. */
@Singleton
@Path(Paths.ROOT + "/stream")
@Tag(name = "Responses")
public class StreamResource {
    private static final long COME_BACK_AFTER_MILLIS = 2000;

    private final LiveFeed feed;
    private final RosterView view;
    private final Caller caller;
    private final JsonWebToken token;
    private final Problems problems;
    private final ObjectMapper json;

    StreamResource(
            LiveFeed feed, RosterView view, Caller caller, JsonWebToken token, Problems problems, ObjectMapper json) {
        this.feed = feed;
        this.view = view;
        this.caller = caller;
        this.token = token;
        this.problems = problems;
        this.json = json;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({Roles.ADMIN, Roles.QA, Roles.SUPERVISOR, Roles.AGENT})
    @Operation(summary = "Follow responses as they come in", description = """
                    Server-sent events. Who sees what is as in the list, judged for each response when it comes; a
                    change of the roster holds from then on.

                    `response`: a response as in the list. It may come more than once (same eventId), and a revision
                    comes as another event of the same source and responseId, of which the later updatedAt holds.
                    `retracted`: a response (source, responseId) turned out not to be about this agent; it comes as a
                    response of the right one to whoever may see that, before or after.
                    `ready`: all that comes from here on is told. `missed`: as ready, but what came while you were away
                    can't be told any more: read the list again. `end`: the connection is closed, with the reason
                    token-expired, too-slow or going-away; come back. In between comments, so that you know that the
                    connection lives.

                    With Last-Event-ID you are told what you missed: of the last 15 minutes, at most the last 4096
                    responses of all teams.""")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    public RestMulti<OutboundSseEvent> stream(
            @BeanParam StreamAsked asked,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context Sse sse) {
        Instant now = Clock.systemUTC().instant();
        Sight sight = Sight.of(caller, view.roster());
        sight.filter(asked.checkedTeam(), asked.agent(), asked.checkedTopic(), now, now, now);
        LiveReader reader = new LiveReader(
                from(lastEventId), wanted(asked, sight), Instant.ofEpochSecond(token.getExpirationTime()));
        if (!feed.join(reader)) {
            throw problems.tryAgain("There is no room for one more reader.");
        }
        Multi<OutboundSseEvent> events = Multi.createFrom().publisher(reader).map(signal -> event(sse, signal));
        return RestMulti.fromMultiData(events)
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no")
                .build();
    }

    /** A position that nobody can have been told is as good as one that is long past. */
    private static Optional<Position> from(@Nullable String lastEventId) {
        return lastEventId == null || lastEventId.isBlank()
                ? Optional.empty()
                : Optional.of(Position.parse(lastEventId.strip()).orElse(Position.UNKNOWN));
    }

    private static Predicate<LiveRecord> wanted(StreamAsked asked, Sight sight) {
        return live -> {
            return (asked.team() == null || asked.team().equals(live.team()))
                    && (asked.agent() == null || asked.agent().equals(live.agentId()))
                    && (asked.topic() == null || isAbout(live, asked.topic()))
                    && sight.sees(live.agentId(), live.team(), Clock.systemUTC().instant());
        };
    }

    /** What a retracted response was about is not known here. */
    private static boolean isAbout(LiveRecord live, String topic) {
        return switch (live) {
            case LiveResponse response -> response.isAbout(topic);
            case LiveRetraction retraction -> true;
        };
    }

    private OutboundSseEvent event(Sse sse, Signal signal) {
        return switch (signal) {
            case Signal.Hello() -> sse.newEventBuilder().comment("").build();
            case Signal.Ready(Position at) -> begin(sse, "ready", at);
            case Signal.Missed(Position at) -> begin(sse, "missed", at);
            case Signal.Came(LiveRecord came, Position at) -> told(sse, came, at);
            case Signal.Beat(Position at) ->
                sse.newEventBuilder().id(at.toString()).comment("").build();
            case Signal.End(Signal.Reason reason) ->
                sse.newEventBuilder()
                        .name("end")
                        .data("{\"reason\":\"" + wire(reason) + "\"}")
                        .build();
        };
    }

    private OutboundSseEvent told(Sse sse, LiveRecord came, Position at) {
        return switch (came) {
            case LiveResponse response ->
                sse.newEventBuilder()
                        .name("response")
                        .id(at.toString())
                        .data(response.text(this::write))
                        .build();
            case LiveRetraction gone ->
                sse.newEventBuilder()
                        .name("retracted")
                        .id(at.toString())
                        .data(json(new RetractedJson(gone.source(), gone.responseId(), gone.agentId())))
                        .build();
        };
    }

    /** Which response is not about which agent. */
    private record RetractedJson(String source, String responseId, String agent) {}

    private static OutboundSseEvent begin(Sse sse, String name, Position at) {
        return sse.newEventBuilder()
                .name(name)
                .id(at.toString())
                .reconnectDelay(COME_BACK_AFTER_MILLIS)
                .data("{}")
                .build();
    }

    private String write(StoredResponse response) {
        return json(ResponseJson.of(response, view.roster()));
    }

    private String json(Object told) {
        try {
            return json.writeValueAsString(told);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is told is always writable", e);
        }
    }

    private static String wire(Signal.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
