package dev.touchline.goals.store;

import dev.touchline.goals.core.Decision;
import dev.touchline.goals.core.Goal;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Goals as people read and move them. */
@Singleton
public class GoalStore {
    private static final GoalRow ROW = new GoalRow();

    private final Database database;

    GoalStore(Database database) {
        this.database = database;
    }

    /** What came of a wish to move a goal. */
    public sealed interface Outcome {
        record Changed(Goal goal) implements Outcome {}

        /** Somebody else moved it since. */
        record Stale(long currentVersion) implements Outcome {}

        record Refused(String why) implements Outcome {}
    }

    public Optional<Goal> find(UUID id) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("SELECT %s FROM goal WHERE id = :id".formatted(GoalRow.COLUMNS))
                                .bind("id", id)
                                .map(ROW)
                                .findOne());
    }

    /**
     * An agent's goals, newest first; uses index goal_of_agent.
     *
     * @param states names of states as the table has them
     * @param after id of the last goal on the page before
     */
    public List<Goal> ofAgent(String agentId, Collection<String> states, @Nullable UUID after, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT %s FROM goal
                        WHERE agent_id = :agent AND state = ANY(:states)
                            AND (CAST(:after AS uuid) IS NULL OR id < CAST(:after AS uuid))
                        ORDER BY id DESC LIMIT :limit
                        """.formatted(GoalRow.COLUMNS))
                        .bind("agent", agentId)
                        .bindArray("states", String.class, states)
                        .bind("after", after)
                        .bind("limit", limit)
                        .map(ROW)
                        .list());
    }

    /**
     * Moves a goal that is still at the version the caller saw; empty when there is none with that id. The row is
     * locked meanwhile, so a need that comes in is counted before or after, never lost.
     */
    public Optional<Outcome> move(UUID id, long seenVersion, Function<Goal, Decision> decide) {
        return database.jdbi()
                .inTransaction(handle -> lock(handle, id).map(goal -> {
                    if (goal.version() != seenVersion) {
                        return new Outcome.Stale(goal.version());
                    }
                    return switch (decide.apply(goal)) {
                        case Decision.Moved(Goal moved) -> save(handle, moved);
                        case Decision.Refused(String why) -> new Outcome.Refused(why);
                    };
                }));
    }

    private static Optional<Goal> lock(Handle handle, UUID id) {
        return handle.createQuery("SELECT %s FROM goal WHERE id = :id FOR UPDATE".formatted(GoalRow.COLUMNS))
                .bind("id", id)
                .map(ROW)
                .findOne();
    }

    private static Outcome save(Handle handle, Goal goal) {
        GoalRow.bind(handle.createUpdate(GoalRow.UPDATE), goal).execute();
        return new Outcome.Changed(goal);
    }
}
