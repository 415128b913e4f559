package dev.touchline.goals.store;

import dev.touchline.goals.core.Act;
import dev.touchline.goals.core.AgentTopic;
import dev.touchline.goals.core.Goal;
import dev.touchline.goals.core.GoalKind;
import dev.touchline.goals.core.GoalState;
import dev.touchline.goals.core.GoalState.Accepted;
import dev.touchline.goals.core.SmartPlan;
import dev.touchline.goals.core.SmartPlan.Measurable;
import dev.touchline.goals.core.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Reads and writes goals as rows. */
final class GoalRow implements RowMapper<Goal> {
    static final String COLUMNS = """
            id, agent_id, topic, kind, state, needs, needs_since, specific, metric, metric_from, metric_to, metric_unit,
            achievable, relevant, time_bound, accepted_by, accepted_at, ended_by, ended_at, drop_reason, version,
            created_at, updated_at
            """;

    static final String UPDATE = """
            UPDATE goal SET state = :state, needs = :needs, needs_since = :needsSince, specific = :specific,
                metric = :metric, metric_from = :from, metric_to = :to, metric_unit = :unit, achievable = :achievable,
                relevant = :relevant, time_bound = :timeBound, accepted_by = :acceptedBy, accepted_at = :acceptedAt,
                ended_by = :endedBy, ended_at = :endedAt, drop_reason = :dropReason, version = :version,
                updated_at = :updatedAt
            WHERE id = :id
            """;

    @Override
    public Goal map(ResultSet row, StatementContext context) throws SQLException {
        return new Goal(
                row.getObject("id", UUID.class),
                new AgentTopic(row.getString("agent_id"), row.getString("topic")),
                kind(row.getString("kind")),
                state(row),
                new Standing(row.getInt("needs"), Optional.ofNullable(instant(row, "needs_since"))),
                row.getLong("version"),
                required(row, "created_at"),
                required(row, "updated_at"));
    }

    static <S extends SqlStatement<S>> S bind(S statement, Goal goal) {
        StateColumns state = StateColumns.of(goal.state());
        return bindPlan(statement, state.plan())
                .bind("id", goal.id())
                .bind("state", state.state())
                .bind("needs", goal.behind().needs())
                .bind("needsSince", timestamp(goal.behind().since().orElse(null)))
                .bind(
                        "acceptedBy",
                        state.accepted() == null ? null : state.accepted().by())
                .bind(
                        "acceptedAt",
                        timestamp(
                                state.accepted() == null
                                        ? null
                                        : state.accepted().at()))
                .bind("endedBy", state.endedBy())
                .bind("endedAt", timestamp(state.endedAt()))
                .bind("dropReason", state.dropReason())
                .bind("version", goal.version())
                .bind("updatedAt", timestamp(goal.updatedAt()));
    }

    private static <S extends SqlStatement<S>> S bindPlan(S statement, @Nullable SmartPlan plan) {
        Measurable measurable = plan == null ? null : plan.measurable();
        return statement
                .bind("specific", plan == null ? null : plan.specific())
                .bind("metric", measurable == null ? null : measurable.metric())
                .bind("from", measurable == null ? null : measurable.from())
                .bind("to", measurable == null ? null : measurable.to())
                .bind("unit", measurable == null ? null : measurable.unit().orElse(null))
                .bind("achievable", plan == null ? null : plan.achievable())
                .bind("relevant", plan == null ? null : plan.relevant())
                .bind("timeBound", plan == null ? null : plan.timeBound());
    }

    private static GoalKind kind(String kind) {
        return switch (kind) {
            case "quality" -> GoalKind.QUALITY;
            default -> throw new IllegalStateException("Unknown kind of goal in the database: " + kind);
        };
    }

    private static GoalState state(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return switch (state) {
            case "suggested" -> new GoalState.Suggested();
            case "withdrawn" -> new GoalState.Withdrawn(required(row, "ended_at"));
            case "accepted" -> accepted(row);
            case "achieved" -> accepted(row).achieve(ended(row));
            case "dropped" -> new GoalState.Dropped(wasAccepted(row), row.getString("drop_reason"), ended(row));
            default -> throw new IllegalStateException("Unknown state of a goal in the database: " + state);
        };
    }

    private static Optional<Accepted> wasAccepted(ResultSet row) throws SQLException {
        return row.getString("accepted_by") == null ? Optional.empty() : Optional.of(accepted(row));
    }

    private static Accepted accepted(ResultSet row) throws SQLException {
        Measurable measurable = new Measurable(
                row.getString("metric"),
                row.getBigDecimal("metric_from"),
                row.getBigDecimal("metric_to"),
                Optional.ofNullable(row.getString("metric_unit")));
        SmartPlan plan = new SmartPlan(
                row.getString("specific"),
                measurable,
                row.getString("achievable"),
                row.getString("relevant"),
                row.getObject("time_bound", LocalDate.class));
        return new Accepted(plan, new Act(row.getString("accepted_by"), required(row, "accepted_at")));
    }

    private static Act ended(ResultSet row) throws SQLException {
        return new Act(row.getString("ended_by"), required(row, "ended_at"));
    }

    private static Instant required(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
