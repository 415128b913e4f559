package dev.touchline.feedback.store;

import dev.touchline.feedback.core.erasure.ResponseName;
import dev.touchline.feedback.json.DisputeReader.Told.Disputed;
import dev.touchline.feedback.store.Dispute.Decision;
import dev.touchline.feedback.store.Dispute.State;
import dev.touchline.feedback.store.ReattributionStore.Ref;
import dev.touchline.kit.http.Cursor;
import dev.touchline.kit.http.Page;
import dev.touchline.kit.http.Problem;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code dispute}: what agents say against items, and what was decided about the responses behind them. */
@Singleton
public class Disputes {
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final Database database;
    private final Reattributor reattributor;

    Disputes(Database database, Reattributor reattributor) {
        this.database = database;
        this.reattributor = reattributor;
    }

    /**
     * Which disputes are asked for.
     *
     * @param state null: in any
     * @param team null: of any
     * @param seen whose may be seen; null: all
     */
    public record Wanted(
            @Nullable State state,
            @Nullable String team,
            @Nullable Seen seen) {}

    /** Disputes of items that stood in one of these teams, or of one of these agents. */
    public record Seen(List<String> teams, List<String> agents) {}

    /** What a person decides. */
    public sealed interface Verdict {
        /** Why. */
        String note();

        /** They stay. */
        record Keep(String note) implements Verdict {}

        /** @param responses empty: the only one */
        record Reattribute(String agent, List<ResponseName> responses, String note) implements Verdict {}
    }

    /** What became of a decision. */
    public sealed interface Answer {
        record Decided(Dispute dispute) implements Answer {}

        record Unknown() implements Answer {}

        /** Somebody else decided since. */
        record Stale(long current) implements Answer {}

        record Over(State state) implements Answer {}

        /** The item stood on several responses, or none: which, must be said; only these are in question. */
        record Which(List<ResponseName> responses) implements Answer {}

        /** They are that agent's already. */
        record SameAgent() implements Answer {}

        /** The agent was on no team at the time of the interaction. */
        record UnknownAgent() implements Answer {}

        /** It is not on record any more, or not yet. */
        record UnknownResponse(ResponseName response) implements Answer {}
    }

    /** Safe to repeat: what was told before stays as it is. */
    void keep(List<Disputed> said) {
        database.jdbi().useTransaction(handle -> {
            var batch = handle.prepareBatch("""
                    INSERT INTO dispute (id, item_id, agent_id, agent_name, team, topic, reason, said_by, said_at,
                        sources, response_ids, state, version)
                    VALUES (:id, :item, :agent, :name, :team, :topic, :reason, :by, :at, :sources, :ids, 'open', 1)
                    ON CONFLICT (id) DO NOTHING
                    """);
            for (Disputed each : said) {
                batch.bind("id", each.id())
                        .bind("item", each.itemId())
                        .bind("agent", each.agentId())
                        .bind("name", each.agentName())
                        .bind("team", each.team())
                        .bind("topic", each.topic())
                        .bind("reason", each.reason())
                        .bind("by", each.by())
                        .bind("at", each.at())
                        .bindArray("sources", String.class, sources(each.responses()))
                        .bindArray("ids", String.class, ids(each.responses()))
                        .add();
            }
            batch.execute();
        });
    }

    /** The latest first (dispute_listed). */
    public Page<Dispute> list(Wanted wanted, int limit, @Nullable String cursor) {
        Position before = Position.of(cursor);
        Seen seen = wanted.seen();
        List<Dispute> found = database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT * FROM dispute
                        WHERE (said_at, id) < (:at, :id)
                            AND (CAST(:state AS text) IS NULL OR state = :state)
                            AND (CAST(:team AS text) IS NULL OR team = :team)
                            AND (:all OR team = ANY(:teams) OR agent_id = ANY(:agents))
                        ORDER BY said_at DESC, id DESC LIMIT :limit
                        """)
                        .bind("at", before.at())
                        .bind("id", before.id())
                        .bind(
                                "state",
                                wanted.state() == null ? null : wanted.state().wire())
                        .bind("team", wanted.team())
                        .bind("all", seen == null)
                        .bindArray("teams", String.class, seen == null ? List.of() : seen.teams())
                        .bindArray("agents", String.class, seen == null ? List.of() : seen.agents())
                        .bind("limit", limit + 1)
                        .map((row, _) -> dispute(row))
                        .list());
        return page(found, limit);
    }

    private static Page<Dispute> page(List<Dispute> found, int limit) {
        boolean more = found.size() > limit;
        List<Dispute> some = more ? found.subList(0, limit) : found;
        return new Page<>(List.copyOf(some), more ? Position.after(some.getLast()) : null);
    }

    /** Decides an open dispute; what is moved is moved by {@link Reattribution}, in this transaction or not at all. */
    public Answer decide(UUID id, long seenVersion, Verdict verdict, String by) {
        Answer answer = database.jdbi().inTransaction(handle -> {
            Dispute dispute = locked(handle, id).orElse(null);
            if (dispute == null) {
                return new Answer.Unknown();
            }
            if (dispute.version() != seenVersion) {
                return new Answer.Stale(dispute.version());
            }
            return dispute.state() == State.OPEN
                    ? decide(handle, dispute, verdict, by)
                    : new Answer.Over(dispute.state());
        });
        reattributor.nudge();
        return answer;
    }

    private static Answer decide(Handle handle, Dispute dispute, Verdict verdict, String by) {
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        return switch (verdict) {
            case Verdict.Keep(String note) ->
                settle(handle, dispute, State.KEPT, new Decision(by, now, note, null, List.of()));
            case Verdict.Reattribute(String agent, List<ResponseName> named, String note) -> {
                List<ResponseName> moved = named.isEmpty() ? dispute.responses() : named;
                if (named.isEmpty() && moved.size() != 1 || !new HashSet<>(dispute.responses()).containsAll(moved)) {
                    yield new Answer.Which(dispute.responses());
                }
                if (agent.equals(dispute.agentId())) {
                    yield new Answer.SameAgent();
                }
                Optional<Answer> refused = move(handle, moved, agent, note, by);
                yield refused.isPresent()
                        ? refused.get()
                        : settle(handle, dispute, State.REATTRIBUTED, new Decision(by, now, note, agent, moved));
            }
        };
    }

    /** Looks at all before it moves one. */
    private static Optional<Answer> move(
            Handle handle, List<ResponseName> moved, String agent, String note, String by) {
        List<Ref> refs = moved.stream()
                .map(each -> new Ref(each.source(), each.responseId()))
                .toList();
        for (Ref ref : refs) {
            switch (Reattribution.look(handle, ref, agent)) {
                case Reattribution.Answer.Taken _ -> {}
                case Reattribution.Answer.UnknownAgent _ -> {
                    return Optional.of(new Answer.UnknownAgent());
                }
                case Reattribution.Answer.UnknownResponse _ -> {
                    return Optional.of(new Answer.UnknownResponse(new ResponseName(ref.source(), ref.responseId())));
                }
            }
        }
        refs.forEach(ref -> Reattribution.decide(handle, ref, agent, note, by));
        return Optional.empty();
    }

    private static Answer settle(Handle handle, Dispute dispute, State state, Decision decision) {
        boolean moves = decision.toAgent() != null;
        return new Answer.Decided(handle.createQuery("""
                        UPDATE dispute SET state = :state, version = version + 1, decided_by = :by, decided_at = :at,
                            note = :note, to_agent = :agent, moved_sources = CASE WHEN :moves THEN :sources END,
                            moved_ids = CASE WHEN :moves THEN :ids END
                        WHERE id = :id RETURNING *
                        """)
                .bind("state", state.wire())
                .bind("by", decision.by())
                .bind("at", decision.at())
                .bind("note", decision.note())
                .bind("agent", decision.toAgent())
                .bind("moves", moves)
                .bindArray("sources", String.class, sources(decision.moved()))
                .bindArray("ids", String.class, ids(decision.moved()))
                .bind("id", dispute.id())
                .map((row, _) -> dispute(row))
                .one());
    }

    private static Optional<Dispute> locked(Handle handle, UUID id) {
        return handle.createQuery("SELECT * FROM dispute WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .map((row, _) -> dispute(row))
                .findOne();
    }

    private static List<String> sources(List<ResponseName> responses) {
        return responses.stream().map(ResponseName::source).toList();
    }

    private static List<String> ids(List<ResponseName> responses) {
        return responses.stream().map(ResponseName::responseId).toList();
    }

    private static Dispute dispute(ResultSet row) throws SQLException {
        return new Dispute(
                row.getObject("id", UUID.class),
                row.getObject("item_id", UUID.class),
                row.getString("agent_id"),
                row.getString("agent_name"),
                row.getString("team"),
                row.getString("topic"),
                row.getString("reason"),
                row.getString("said_by"),
                instant(row, "said_at"),
                responses(row.getArray("sources"), row.getArray("response_ids")),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("version"),
                row.getString("decided_by") == null ? null : decision(row));
    }

    private static Decision decision(ResultSet row) throws SQLException {
        return new Decision(
                row.getString("decided_by"),
                instant(row, "decided_at"),
                row.getString("note"),
                row.getString("to_agent"),
                responses(row.getArray("moved_sources"), row.getArray("moved_ids")));
    }

    private static List<ResponseName> responses(@Nullable Array sources, @Nullable Array ids) throws SQLException {
        List<ResponseName> responses = new ArrayList<>();
        if (sources != null && ids != null) {
            String[] source = (String[]) sources.getArray();
            String[] id = (String[]) ids.getArray();
            for (int index = 0; index < source.length; index++) {
                responses.add(new ResponseName(source[index], id[index]));
            }
        }
        return List.copyOf(responses);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private record Position(Instant at, UUID id) {
        static Position of(@Nullable String cursor) {
            if (cursor == null) {
                return new Position(LAST, new UUID(-1, -1));
            }
            List<String> parts = Cursor.decode(cursor, 2);
            try {
                return new Position(Instant.parse(parts.getFirst()), UUID.fromString(parts.getLast()));
            } catch (DateTimeException | IllegalArgumentException e) {
                throw Problem.of(400, "Bad cursor");
            }
        }

        static String after(Dispute last) {
            return Cursor.encode(last.saidAt().toString(), last.id().toString());
        }
    }
}
