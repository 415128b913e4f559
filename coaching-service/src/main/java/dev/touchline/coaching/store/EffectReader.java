package dev.touchline.coaching.store;

import dev.touchline.coaching.core.effect.Tally;
import dev.touchline.coaching.core.effect.Verdict;
import dev.touchline.coaching.core.effect.Verdicts;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what became of sessions. */
@Singleton
public class EffectReader {
    private final Database database;

    EffectReader(Database database) {
        this.database = database;
    }

    /** A study, and its verdict once it is there. */
    public record Followed(Study study, @Nullable Judged judged) {}

    /**
     * A verdict.
     *
     * @param figures absent when there was too little to compare
     */
    public record Judged(
            Instant at,
            String verdict,
            String sentence,
            @Nullable Figures figures) {}

    /** What stands behind a verdict, see {@link dev.touchline.coaching.core.effect.Effect.Measured}. */
    public record Figures(
            Tally before, Tally after, double expected, double difference, double low, double high, int peers) {}

    /**
     * Sessions of one topic and technique.
     *
     * @param technique absent where nobody told
     * @param verdicts of those that are judged
     * @param pending how many are not yet
     */
    public record Group(String topic, @Nullable String technique, Verdicts verdicts, int pending) {}

    /** What was agreed of an item's session and what came of it; empty when none took place (effect_study_pkey). */
    public Optional<Followed> ofItem(UUID itemId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT %s, judged_at, verdict, sentence, before_n, before_poor, after_n, after_poor,
                            expected, difference, low, high, peers
                        FROM effect_study WHERE item_id = :item
                        """.formatted(StudyRows.COLUMNS))
                        .bind("item", itemId)
                        .map((row, _) -> new Followed(StudyRows.map(row), judged(row)))
                        .findOne());
    }

    /** A team's sessions since then (effect_study_team). */
    public List<Group> ofTeam(String team, Instant since) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT topic, technique, verdict, count(*)::integer AS sessions FROM effect_study
                        WHERE team = :team AND fixed_at >= :since
                        GROUP BY topic, technique, verdict ORDER BY topic, technique, verdict
                        """)
                        .bind("team", team)
                        .bind("since", since)
                        .map((row, _) -> group(row))
                        .list());
    }

    private static Group group(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        int sessions = row.getInt("sessions");
        return new Group(
                row.getString("topic"),
                row.getString("technique"),
                verdict == null
                        ? Verdicts.NONE
                        : Verdicts.of(Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)), sessions),
                verdict == null ? sessions : 0);
    }

    private static @Nullable Judged judged(ResultSet row) throws SQLException {
        Instant at = Sql.instantOrNull(row, "judged_at");
        return at == null ? null : new Judged(at, row.getString("verdict"), row.getString("sentence"), figures(row));
    }

    private static @Nullable Figures figures(ResultSet row) throws SQLException {
        int peers = row.getInt("peers");
        return row.wasNull()
                ? null
                : new Figures(
                        new Tally(row.getInt("before_n"), row.getInt("before_poor")),
                        new Tally(row.getInt("after_n"), row.getInt("after_poor")),
                        row.getDouble("expected"),
                        row.getDouble("difference"),
                        row.getDouble("low"),
                        row.getDouble("high"),
                        peers);
    }
}
