package dev.touchline.feedback.store;

import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.Text;
import dev.touchline.feedback.core.roster.Attribution.Attributed;
import dev.touchline.feedback.json.PublishedResponse;
import dev.touchline.feedback.store.ReattributionStore.Ref;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Lets a person say whose a response is: after a dispute, or when nobody can correct it at the platform. */
@Singleton
public class Reattribution {
    private static final Logger LOG = Logger.getLogger(Reattribution.class);
    private static final String DECIDED = "decided";

    private final Database database;
    private final Reattributor reattributor;

    Reattribution(Database database, Reattributor reattributor) {
        this.database = database;
        this.reattributor = reattributor;
    }

    /** What became of the wish. */
    public sealed interface Answer {
        /** It is saved and takes effect soon. @param team the agent's at the time of the interaction */
        record Taken(String agentId, String team) implements Answer {}

        /** No such response, or it has not reached the read model yet. */
        record UnknownResponse() implements Answer {}

        /** The agent was on no team at the time of the interaction. */
        record UnknownAgent() implements Answer {}
    }

    /**
     * Decides whose a response is, from now on: later revisions stay with that agent whomever they name.
     *
     * @param reason in the words of whoever decides
     * @param by subject of that person's token
     */
    public Answer request(String source, String responseId, String toAgent, String reason, String by) {
        if (!isStorable(source) || !isStorable(responseId)) {
            return new Answer.UnknownResponse();
        }
        Answer answer = database.jdbi()
                .inTransaction(handle -> decide(handle, new Ref(source, responseId), toAgent, reason, by));
        reattributor.nudge();
        return answer;
    }

    /** As {@link #request}, in somebody else's transaction; {@link Reattributor#nudge} is theirs, too. */
    static Answer decide(Handle handle, Ref ref, String toAgent, String reason, String by) {
        PublishedResponse response = found(handle, ref);
        Answer answer = look(handle, response, toAgent);
        if (response != null && answer instanceof Answer.Taken) {
            ReattributionStore.decide(
                    handle,
                    ref,
                    toAgent,
                    reason,
                    by,
                    Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS));
            ReattributionStore.ask(handle, List.of(ref), DECIDED);
            LOG.infof(
                    "Attribution decided event=%s from=%s to=%s by=%s",
                    response.eventId(), response.agentId(), toAgent, by);
        }
        return answer;
    }

    /** What a decision would be answered; changes nothing. */
    static Answer look(Handle handle, Ref ref, String toAgent) {
        return look(handle, found(handle, ref), toAgent);
    }

    private static Answer look(Handle handle, @Nullable PublishedResponse response, String toAgent) {
        if (response == null) {
            return new Answer.UnknownResponse();
        }
        Attributed whose = whose(handle, toAgent, response);
        return whose == null ? new Answer.UnknownAgent() : new Answer.Taken(toAgent, whose.team());
    }

    private static @Nullable PublishedResponse found(Handle handle, Ref ref) {
        return ReattributionStore.responses(handle, List.of(ref)).get(ref);
    }

    private static @Nullable Attributed whose(Handle handle, String agent, PublishedResponse response) {
        return isStorable(agent)
                        && RosterStore.around(handle, List.of(agent), List.of(), List.of())
                                        .resolve(new AgentRef.ById(agent), response.happenedAt())
                                instanceof Attributed whose
                ? whose
                : null;
    }

    private static boolean isStorable(String text) {
        return Text.flaw(text, Limits.ID_CHARS) == null;
    }
}
