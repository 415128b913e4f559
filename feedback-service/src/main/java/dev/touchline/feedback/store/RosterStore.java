package dev.touchline.feedback.store;

import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.core.roster.Agent;
import dev.touchline.feedback.core.roster.Alias;
import dev.touchline.feedback.core.roster.Assignment;
import dev.touchline.feedback.core.roster.Roster;
import dev.touchline.feedback.core.roster.Team;
import dev.touchline.feedback.core.roster.Validity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The roster in PostgreSQL, where the truth about it is. */
final class RosterStore {
    /** Any number that no other advisory lock of the database uses. */
    private static final long LOCK = 0x726f73746572L;

    private RosterStore() {}

    /** One writer at a time until the transaction ends: whether an alias is free must not change while we look. */
    static void lock(Handle handle) {
        handle.createQuery("SELECT pg_advisory_xact_lock(:lock)")
                .bind("lock", LOCK)
                .mapTo(String.class)
                .list();
    }

    /**
     * The part of the roster that a change of these agents can touch: themselves, whoever shares an alias or a subject
     * with them, and the teams. Uses agent_alias_key and agent_subject.
     */
    static Roster around(
            Handle handle,
            Collection<String> agents,
            Collection<AgentRef.ByAlias> aliases,
            Collection<String> subjects) {
        Roster roster = new Roster();
        teams(handle).forEach(roster::put);
        List<String> ids = handle.createQuery("""
                        SELECT id FROM agent WHERE id = ANY(:ids) OR (subject = ANY(:subjects) AND deleted_at IS NULL)
                        UNION
                        SELECT agent_id FROM agent_alias
                        WHERE (kind, key) IN (SELECT * FROM unnest(CAST(:kinds AS text[]), CAST(:keys AS text[])))
                        """)
                .bindArray("ids", String.class, List.copyOf(agents))
                .bindArray("subjects", String.class, List.copyOf(subjects))
                .bindArray(
                        "kinds",
                        String.class,
                        aliases.stream().map(AgentRef.ByAlias::kind).toList())
                .bindArray(
                        "keys",
                        String.class,
                        aliases.stream().map(AgentRef.ByAlias::value).toList())
                .mapTo(String.class)
                .list();
        agents(handle, ids).forEach(roster::put);
        return roster;
    }

    static void save(Handle handle, Team team) {
        handle.createUpdate("""
                        INSERT INTO team (id, name, supervisors, time_zone, version)
                        VALUES (:id, :name, :supervisors, :zone, :version)
                        ON CONFLICT (id) DO UPDATE SET name = excluded.name, supervisors = excluded.supervisors,
                            time_zone = excluded.time_zone, version = excluded.version
                        """)
                .bind("id", team.id())
                .bind("name", team.name())
                .bindArray("supervisors", String.class, team.supervisors())
                .bind("zone", team.timeZone().getId())
                .bind("version", team.version())
                .execute();
    }

    static void save(Handle handle, List<Agent> agents) {
        if (agents.isEmpty()) {
            return;
        }
        saveNames(handle, agents);
        List<String> ids = agents.stream().map(Agent::id).toList();
        handle.createUpdate("DELETE FROM agent_assignment WHERE agent_id = ANY(:ids)")
                .bindArray("ids", String.class, ids)
                .execute();
        handle.createUpdate("DELETE FROM agent_alias WHERE agent_id = ANY(:ids)")
                .bindArray("ids", String.class, ids)
                .execute();
        saveAssignments(handle, agents);
        saveAliases(handle, agents);
    }

    private static void saveNames(Handle handle, List<Agent> agents) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO agent (id, name, subject, started_on, deleted_at, version)
                VALUES (:id, :name, :subject, :startedOn, :deletedAt, :version)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, subject = excluded.subject,
                    started_on = excluded.started_on, deleted_at = excluded.deleted_at, version = excluded.version
                """);
        agents.forEach(agent -> batch.bind("id", agent.id())
                .bind("name", agent.name())
                .bind("subject", agent.subject())
                .bind("startedOn", agent.startedOn())
                .bind("deletedAt", agent.deletedAt())
                .bind("version", agent.version())
                .add());
        batch.execute();
    }

    private static void saveAssignments(Handle handle, List<Agent> agents) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO agent_assignment (agent_id, position, team_id, valid_from, valid_to)
                VALUES (:agent, :position, :team, :from, :to)
                """);
        for (Agent agent : agents) {
            int position = 0;
            for (Assignment assignment : agent.assignments()) {
                batch.bind("agent", agent.id())
                        .bind("position", position++)
                        .bind("team", assignment.team())
                        .bind("from", assignment.during().from())
                        .bind("to", assignment.during().to())
                        .add();
            }
        }
        batch.execute();
    }

    private static void saveAliases(Handle handle, List<Agent> agents) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO agent_alias (agent_id, position, kind, value, key, valid_from, valid_to)
                VALUES (:agent, :position, :kind, :value, :key, :from, :to)
                """);
        for (Agent agent : agents) {
            int position = 0;
            for (Alias alias : agent.aliases()) {
                batch.bind("agent", agent.id())
                        .bind("position", position++)
                        .bind("kind", alias.kind())
                        .bind("value", alias.value())
                        .bind("key", alias.key().value())
                        .bind("from", alias.during().from())
                        .bind("to", alias.during().to())
                        .add();
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static List<Team> teams(Handle handle) {
        return handle.createQuery("SELECT id, name, supervisors, time_zone, version FROM team")
                .map((row, context) -> new Team(
                        row.getString("id"),
                        row.getString("name"),
                        Arrays.asList((String[]) row.getArray("supervisors").getArray()),
                        ZoneId.of(row.getString("time_zone")),
                        row.getLong("version")))
                .list();
    }

    private static List<Agent> agents(Handle handle, List<String> ids) {
        Map<String, List<Assignment>> assignments = new HashMap<>();
        handle.createQuery("""
                        SELECT agent_id, team_id, valid_from, valid_to FROM agent_assignment
                        WHERE agent_id = ANY(:ids) ORDER BY agent_id, position
                        """)
                .bindArray("ids", String.class, ids)
                .map((row, context) -> assignments
                        .computeIfAbsent(row.getString("agent_id"), id -> new ArrayList<>())
                        .add(new Assignment(row.getString("team_id"), validity(row))))
                .list();
        Map<String, List<Alias>> aliases = new HashMap<>();
        handle.createQuery("""
                        SELECT agent_id, kind, value, valid_from, valid_to FROM agent_alias
                        WHERE agent_id = ANY(:ids) ORDER BY agent_id, position
                        """)
                .bindArray("ids", String.class, ids)
                .map((row, context) -> aliases.computeIfAbsent(row.getString("agent_id"), id -> new ArrayList<>())
                        .add(new Alias(row.getString("kind"), row.getString("value"), validity(row))))
                .list();
        return handle.createQuery("""
                        SELECT id, name, subject, started_on, deleted_at, version FROM agent WHERE id = ANY(:ids)
                        """)
                .bindArray("ids", String.class, ids)
                .map((row, context) -> new Agent(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("subject"),
                        assignments.getOrDefault(row.getString("id"), List.of()),
                        aliases.getOrDefault(row.getString("id"), List.of()),
                        row.getObject("started_on", LocalDate.class),
                        instant(row, "deleted_at"),
                        row.getLong("version")))
                .list();
    }

    private static Validity validity(ResultSet row) throws SQLException {
        return new Validity(instant(row, "valid_from"), instant(row, "valid_to"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
