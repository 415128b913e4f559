package dev.touchline.coaching.http;

import dev.touchline.coaching.core.triage.Owners;
import dev.touchline.coaching.store.TriageCases;
import dev.touchline.coaching.store.TriageCases.After;
import dev.touchline.coaching.store.TriageCases.Wanted;
import dev.touchline.kit.http.Cursor;
import dev.touchline.kit.http.Problem;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What a caller asks of triage. */
public class TriageQuery {
    private static final List<String> STATES = List.of(TriageCases.OPEN, TriageCases.HANDED_OVER, TriageCases.ANSWERED);

    @QueryParam("cause")
    @Parameter(description = "policy, product, tool, wrong-agent, abusive; repeated or with commas; without it all")
    @Nullable
    List<String> cause;

    @QueryParam("topic")
    @Nullable
    String topic;

    @QueryParam("team")
    @Nullable
    String team;

    @QueryParam("from")
    @Parameter(description = "The first instant of the dismissal; 28 days before to without it, at most 366 days")
    @Nullable
    String from;

    @QueryParam("to")
    @Parameter(description = "The first instant after it; now without it")
    @Nullable
    String to;

    @QueryParam("state")
    @Parameter(description = "open, handed-over, answered; without it all")
    @Nullable
    List<String> state;

    /** Checked as a whole; 404 for a team that is not the caller's. */
    Wanted wanted(Access access, Instant now, List<Problem.Cause> causes) {
        access.ready();
        Collection<String> teams = access.seenTeams();
        String one = team;
        if (one != null && !one.isBlank()) {
            access.team(one);
            teams = Set.of(one);
        }
        Span span = Span.of(from, to, now, causes);
        return new Wanted(
                QueueQuery.words("cause", cause, Owners.CAUSES, Owners.CAUSES, causes),
                QueueQuery.text("topic", topic, causes),
                teams,
                QueueQuery.words("state", state, STATES, STATES, causes),
                span.from(),
                span.to());
    }

    Wanted wanted(Access access, Instant now) {
        List<Problem.Cause> causes = new ArrayList<>();
        Wanted wanted = wanted(access, now, causes);
        TriageBodies.refuse("Bad query", causes);
        return wanted;
    }

    static After after(@Nullable String cursor) {
        if (cursor == null || cursor.isBlank()) {
            return After.NOTHING;
        }
        List<String> parts = Cursor.decode(cursor, 2);
        try {
            return new After(Instant.parse(parts.getFirst()), UUID.fromString(parts.getLast()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Cursor.malformed();
        }
    }
}
