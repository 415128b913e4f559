package dev.touchline.feedback.store;

import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.core.roster.Agent;
import dev.touchline.feedback.core.roster.Alias;
import dev.touchline.feedback.core.roster.Validity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Notes which aliases mean somebody else since a change of the roster, so that their responses are looked for. */
final class AliasChanges {
    /**
     * Another instance may go on for a moment with the roster as it was, and the read model be behind: what came in
     * that way is found by a second look.
     */
    static final Duration LOOK_AGAIN_AFTER = Duration.ofMinutes(1);

    private AliasChanges() {}

    /** An agent's alias and when it is theirs. */
    record Held(String agentId, AgentRef.ByAlias alias, Validity during) {}

    /** The aliases that these agents have now or are about to have, but not both in the same way. */
    static List<Held> between(Handle handle, List<Agent> agents) {
        Set<Held> before = new HashSet<>(handle.createQuery("""
                        SELECT agent_id, kind, key, valid_from, valid_to FROM agent_alias WHERE agent_id = ANY(:ids)
                        """)
                .bindArray("ids", String.class, agents.stream().map(Agent::id).toList())
                .map((row, context) -> new Held(
                        row.getString("agent_id"),
                        new AgentRef.ByAlias(row.getString("kind"), row.getString("key")),
                        new Validity(instant(row, "valid_from"), instant(row, "valid_to"))))
                .list());
        Set<Held> after = new HashSet<>(held(agents));
        List<Held> changed = new ArrayList<>();
        before.stream().filter(held -> !after.contains(held)).forEach(changed::add);
        after.stream().filter(held -> !before.contains(held)).forEach(changed::add);
        return changed;
    }

    /** Remembers who has an alias, and what is to be looked for: an alias that was ever anybody else's. */
    static void note(Handle handle, List<Agent> agents, List<Held> changed) {
        if (changed.isEmpty()) {
            return;
        }
        bind(handle.createUpdate("""
                        INSERT INTO alias_holder (kind, key, agent_id)
                        SELECT DISTINCT * FROM unnest(CAST(:kinds AS text[]), CAST(:keys AS text[]), CAST(:agents AS text[]))
                        ON CONFLICT DO NOTHING
                        """), held(agents)).execute();
        bind(handle.createUpdate("""
                        INSERT INTO alias_change (kind, key, due_at)
                        SELECT kind, key, now() + due FROM (
                            SELECT DISTINCT kind, key
                            FROM unnest(CAST(:kinds AS text[]), CAST(:keys AS text[]), CAST(:agents AS text[]))
                                    AS changed (kind, key, agent_id)
                                JOIN alias_holder USING (kind, key)
                            WHERE alias_holder.agent_id <> changed.agent_id) AS shared
                        CROSS JOIN unnest(ARRAY[interval '0', make_interval(secs => :again)]) AS due
                        """), changed)
                .bind("again", LOOK_AGAIN_AFTER.toSeconds())
                .execute();
    }

    private static <S extends org.jdbi.v3.core.statement.SqlStatement<S>> S bind(S statement, List<Held> held) {
        return statement
                .bindArray(
                        "kinds",
                        String.class,
                        held.stream().map(each -> each.alias().kind()).toList())
                .bindArray(
                        "keys",
                        String.class,
                        held.stream().map(each -> each.alias().value()).toList())
                .bindArray(
                        "agents", String.class, held.stream().map(Held::agentId).toList());
    }

    private static List<Held> held(List<Agent> agents) {
        List<Held> held = new ArrayList<>();
        for (Agent agent : agents) {
            for (Alias alias : agent.aliases()) {
                held.add(new Held(agent.id(), alias.key(), alias.during()));
            }
        }
        return held;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
