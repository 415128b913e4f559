package dev.touchline.feedback.http;

import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.Text;
import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.feedback.store.AgentMetrics.Asked;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.http.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which metrics somebody asks for and may read: those of the agents whom {@link Sight} lets see. */
@Singleton
public class MetricAccess {
    private final RosterView view;
    private final Caller caller;

    MetricAccess(RosterView view, Caller caller) {
        this.view = view;
        this.caller = caller;
    }

    /**
     * What is asked for and may be seen.
     *
     * @throws Problem 400 for a value that can't be; 404 for an agent who may not be seen, or whom nobody knows
     */
    Asked asked(@Nullable String agent, @Nullable String metric, @Nullable String from, @Nullable String to) {
        Flaws flaws = new Flaws();
        if (agent != null && Text.flaw(agent, Limits.ID_CHARS) != null) {
            flaws.add("agent", "must be an agent's id");
        }
        if (metric != null && !Text.isSlug(metric)) {
            flaws.add("metric", Text.NOT_A_SLUG);
        }
        Instant start = within(Reading.instant("from", from, flaws));
        Instant end = within(Reading.instant("to", to, flaws));
        if (!flaws.none()) {
            throw Problems.of(400, "Bad query", flaws.list());
        }
        return new Asked(
                agents(agent), metric, start == null ? Limits.EARLIEST : start, end == null ? Limits.LATEST : end);
    }

    /** Null: everybody's. */
    private @Nullable List<String> agents(@Nullable String agent) {
        Sight sight = Sight.of(caller, view.roster());
        Instant now = Clock.systemUTC().instant();
        if (agent == null) {
            return caller.seesAllTeams() ? null : sight.agents(now);
        }
        if (!sight.seesAgent(agent, now)) {
            throw Problem.notFound("Agent");
        }
        return List.of(agent);
    }

    private static @Nullable Instant within(@Nullable Instant time) {
        if (time == null || time.isBefore(Limits.EARLIEST)) {
            return time == null ? null : Limits.EARLIEST;
        }
        return time.isAfter(Limits.LATEST) ? Limits.LATEST : time;
    }
}
