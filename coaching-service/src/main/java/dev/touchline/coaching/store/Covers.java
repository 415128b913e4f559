package dev.touchline.coaching.store;

import dev.touchline.coaching.core.Cover;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code cover}, and in memory what of it holds now: every request asks. Other instances know a change within
 * {@link #LOOK_EVERY}; while the database is away what was known holds on, to its end.
 */
@Singleton
public class Covers {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final String SELECT = "SELECT team, subject, starts_at, ends_at, reason, granted_by FROM cover"
            + " WHERE ends_at > greatest(starts_at, :now)";

    private final Database database;
    private final Clock clock;
    private final Ticker ticker;
    private volatile @Nullable List<Cover> looked;

    Covers(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        ticker = new Ticker("covers", LOOK_EVERY, this::look);
    }

    void start(@Observes StartupEvent event) {
        ticker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        ticker.close();
    }

    /** Whether it is known who stands in; before the first look nobody can be told that a team is not theirs. */
    public boolean loaded() {
        return looked != null;
    }

    /** Whether somebody stands in for the team's supervisors now. */
    public boolean covers(String subject, String team) {
        Instant now = clock.instant();
        return known().stream()
                .anyMatch(
                        cover -> cover.subject().equals(subject) && cover.team().equals(team) && cover.holds(now));
    }

    /** The teams for whose supervisors somebody stands in now. */
    public Set<String> coveredBy(String subject) {
        Instant now = clock.instant();
        return known().stream()
                .filter(cover -> cover.subject().equals(subject) && cover.holds(now))
                .map(Cover::team)
                .collect(Collectors.toSet());
    }

    /** The team's covers that are not over, by their begin. */
    public List<Cover> of(String team) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + " AND team = :team ORDER BY starts_at, subject")
                        .bind("now", clock.instant())
                        .bind("team", team)
                        .map((row, _) -> map(row))
                        .list());
    }

    /** From now on this is the one cover of the team by its subject. */
    public void put(Cover cover) {
        Instant now = clock.instant();
        database.jdbi().useTransaction(handle -> {
            lock(handle, cover.team(), cover.subject());
            end(handle, cover.team(), cover.subject(), now);
            handle.createUpdate("""
                            INSERT INTO cover (team, subject, starts_at, ends_at, reason, granted_by, granted_at)
                            VALUES (:team, :subject, :from, :until, :reason, :grantedBy, :now)
                            """).bindMethods(cover).bind("now", now).execute();
        });
        look();
    }

    /** Ends it now; false when there is none. */
    public boolean end(String team, String subject) {
        boolean ended = database.jdbi().inTransaction(handle -> end(handle, team, subject, clock.instant()));
        look();
        return ended;
    }

    private static boolean end(Handle handle, String team, String subject, Instant now) {
        return handle.createUpdate("""
                                UPDATE cover SET ends_at = greatest(starts_at, :now)
                                WHERE team = :team AND subject = :subject AND ends_at > greatest(starts_at, :now)
                                """)
                        .bind("team", team)
                        .bind("subject", subject)
                        .bind("now", now)
                        .execute()
                > 0;
    }

    /** Two who let the same person in at once wait for each other, so that one cover stands. */
    private static void lock(Handle handle, String team, String subject) {
        handle.createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:cover, 0))")
                .bind("cover", "cover of " + team + " by " + subject)
                .map((_, _) -> true)
                .one();
    }

    /** One at a time: what was read before a change must not replace what was read after it. */
    private synchronized void look() {
        if (database.migrated()) {
            looked = database.jdbi()
                    .withHandle(handle -> handle.createQuery(SELECT)
                            .bind("now", clock.instant())
                            .map((row, _) -> map(row))
                            .list());
        }
    }

    private List<Cover> known() {
        List<Cover> covers = looked;
        return covers == null ? List.of() : covers;
    }

    private static Cover map(ResultSet row) throws SQLException {
        return new Cover(
                row.getString("team"),
                row.getString("subject"),
                Sql.instant(row, "starts_at"),
                Sql.instant(row, "ends_at"),
                row.getString("reason"),
                row.getString("granted_by"));
    }
}
