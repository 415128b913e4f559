package dev.touchline.coaching.http;

import dev.touchline.coaching.config.CoachingConfig;
import dev.touchline.coaching.store.QueueVersions;
import dev.touchline.kit.auth.Roles;
import dev.touchline.kit.http.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Tells at once when a team's queue has changed. What it is now is asked for with the ETag, as when polling. */
@Singleton
@Path("/api/coaching/v1/teams/{team}/queue/stream")
@Tag(name = "Queue")
public class QueueStream {
    private static final Duration BEAT = Duration.ofSeconds(15);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final long COME_BACK_AFTER_MILLIS = 2000;

    private final Access access;
    private final QueueVersions versions;
    private final CoachingConfig config;
    private final JsonWebToken token;
    private final Clock clock;
    private final AtomicInteger readers = new AtomicInteger();

    QueueStream(
            Access access,
            QueueVersions versions,
            CoachingConfig config,
            JsonWebToken token,
            Clock clock,
            MeterRegistry metrics) {
        this.access = access;
        this.versions = versions;
        this.config = config;
        this.token = token;
        this.clock = clock;
        metrics.gauge("touchline.queue.streams", readers);
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({Roles.SUPERVISOR, Roles.QA, Roles.ADMIN})
    @Operation(summary = "Follow a team's queue", description = """
                    Server-sent events. `changed`: the queue is not what it was; read it, with the ETag that you have.
                    Several changes may be told as one. The first event says where the queue stands: `ready`, or
                    `changed` when you come with a Last-Event-ID and it changed meanwhile. `end`: the connection is
                    closed, with the reason token-expired, not-yours or going-away; come back. In between comments, so
                    that you know that the connection lives.""")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", description = "No such team, or not yours")
    @APIResponse(responseCode = "503", description = "There is no room for one more reader, or the database is away")
    public RestMulti<OutboundSseEvent> stream(
            @PathParam("team") String team,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context Sse sse) {
        access.team(team);
        if (readers.incrementAndGet() > config.streams()) {
            readers.decrementAndGet();
            throw Problem.unavailable("There is no room for one more reader.", RETRY_AFTER);
        }
        Reader reader = new Reader(
                team, access.watch(team), Instant.ofEpochSecond(token.getExpirationTime()), lastEventId, sse);
        Multi<OutboundSseEvent> events = Multi.createBy()
                .repeating()
                .uni(() -> reader, Reader::next)
                .whilst(_ -> !reader.ended)
                .onTermination()
                .invoke(() -> readers.decrementAndGet());
        return RestMulti.fromMultiData(events)
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no")
                .build();
    }

    /** One who follows a queue: asks for the next change when the one before was sent. */
    private final class Reader {
        private final String team;
        private final BooleanSupplier allowed;
        private final Instant tokenEnds;
        private final @Nullable String lastEventId;
        private final Sse sse;
        private @Nullable Long seen;
        private boolean ended;

        Reader(String team, BooleanSupplier allowed, Instant tokenEnds, @Nullable String lastEventId, Sse sse) {
            this.team = team;
            this.allowed = allowed;
            this.tokenEnds = tokenEnds;
            this.lastEventId = lastEventId;
            this.sse = sse;
        }

        Uni<OutboundSseEvent> next() {
            Long known = seen;
            return Uni.createFrom()
                    .completionStage(() -> known == null ? versions.current(team) : versions.changed(team, known, BEAT))
                    .map(this::told)
                    .onFailure()
                    .recoverWithItem(() -> end("going-away"));
        }

        private OutboundSseEvent told(long version) {
            if (!allowed.getAsBoolean()) {
                return end("not-yours");
            }
            if (!clock.instant().isBefore(tokenEnds)) {
                return end("token-expired");
            }
            Long before = seen;
            seen = version;
            if (before == null) {
                return first(version);
            }
            return before == version ? sse.newEventBuilder().comment("").build() : changed(version);
        }

        private OutboundSseEvent first(long version) {
            boolean missed = lastEventId != null && !lastEventId.isBlank() && !lastEventId.equals(id(version));
            return sse.newEventBuilder()
                    .name(missed ? "changed" : "ready")
                    .id(id(version))
                    .reconnectDelay(COME_BACK_AFTER_MILLIS)
                    .data("{}")
                    .build();
        }

        private OutboundSseEvent changed(long version) {
            return sse.newEventBuilder()
                    .name("changed")
                    .id(id(version))
                    .data("{}")
                    .build();
        }

        private OutboundSseEvent end(String reason) {
            ended = true;
            return sse.newEventBuilder()
                    .name("end")
                    .data("{\"reason\":\"" + reason + "\"}")
                    .build();
        }

        private static String id(long version) {
            return Long.toString(version, Character.MAX_RADIX);
        }
    }
}
