package dev.touchline.coaching.store;

import dev.touchline.coaching.core.Step;
import dev.touchline.coaching.core.webhook.Secret;
import dev.touchline.coaching.core.webhook.Webhook;
import dev.touchline.coaching.core.webhook.Webhook.Author;
import dev.touchline.coaching.core.webhook.Webhook.Disabled;
import dev.touchline.coaching.core.webhook.Webhook.Mark;
import dev.touchline.coaching.core.webhook.Webhook.Wish;
import dev.touchline.kit.secret.SecretBox.Unreadable;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Table {@code webhook}. Who writes both locks it before its deliveries. */
@Singleton
public class Webhooks {
    private static final Logger LOG = Logger.getLogger(Webhooks.class);
    /** Stands for all teams in the table. */
    static final String ALL_TEAMS = "";

    private static final String COLUMNS = """
            id, team, url, description, events, kinds, enabled, disabled_why, disabled_at, old_secret_until, version,
            created_at, created_by, changed_at, changed_by, failing_since""";

    private final Database database;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final WebhookSecrets secrets;

    Webhooks(Database database, Clock clock, WebhookSecrets secrets) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** A subscription with the secret that was just made for it. */
    public record WithSecret(Webhook webhook, String secret) {}

    /**
     * Which ones to list.
     *
     * @param teams whose; absent: everybody's, and those for all teams
     * @param after the id that the page begins after
     */
    public record Wanted(@Nullable Collection<String> teams, UUID after, int limit) {}

    /** In the order of their creation. */
    public List<Webhook> list(Wanted wanted) {
        Collection<String> teams = wanted.teams();
        String whose = teams == null ? "" : " AND team = ANY (:teams)";
        return database.jdbi().withHandle(handle -> {
            var query = handle.createQuery("SELECT " + COLUMNS + " FROM webhook WHERE id > :after" + whose
                            + " ORDER BY id LIMIT :limit")
                    .bind("after", wanted.after())
                    .bind("limit", wanted.limit());
            return (teams == null ? query : query.bindArray("teams", String.class, teams))
                    .map((row, _) -> map(row))
                    .list();
        });
    }

    public Optional<Webhook> find(UUID id) {
        return database.jdbi().withHandle(handle -> find(handle, id, ""));
    }

    /**
     * Makes a subscription.
     *
     * @param team absent: for all teams
     * @param most how many there may be of a team
     * @return empty when there are so many already
     * @throws dev.touchline.kit.http.Problem 422 when there is no key to seal its secret with
     */
    public Optional<WithSecret> create(@Nullable String team, Wish wish, Author by, int most) {
        Instant now = now();
        UUID id = Uuid7.next(now);
        String secret = Secret.fresh(random);
        String whose = team == null ? ALL_TEAMS : team;
        return database.jdbi().inTransaction(handle -> {
            // Two who create at once wait for each other, so that there are never more.
            handle.createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:team, 1))")
                    .bind("team", "webhooks of " + whose)
                    .map((_, _) -> true)
                    .one();
            if (count(handle, whose) >= most) {
                return Optional.empty();
            }
            bind(handle, wish, """
                            INSERT INTO webhook (id, team, url, description, events, kinds, enabled, disabled_at, secret,
                                version, created_at, created_by, changed_at, changed_by, by_admin, failures)
                            VALUES (:id, :team, :url, :description, :events, :kinds, :enabled,
                                CASE WHEN :enabled THEN NULL ELSE CAST(:now AS timestamptz) END, :secret, 1, :now, :by, :now, :by,
                                :admin, 0)
                            """)
                    .bind("id", id)
                    .bind("team", whose)
                    .bind("secret", secrets.seal(id, secret))
                    .bind("now", now)
                    .bind("by", by.subject())
                    .bind("admin", by.admin())
                    .execute();
            return find(handle, id, "").map(made -> new WithSecret(made, secret));
        });
    }

    /**
     * Changes one while it is locked; what is pending when it is disabled is given up.
     *
     * @return empty when there is none
     */
    public Optional<Webhook> change(UUID id, Author by, Wish wish, Check check) {
        Instant now = now();
        return database.jdbi()
                .inTransaction(handle -> find(handle, id, " FOR NO KEY UPDATE").map(known -> {
                    check.of(known);
                    update(handle, known, wish, by, now);
                    if (!wish.enabled()) {
                        DeliveryRows.giveUpPending(handle, id, now);
                    }
                    return find(handle, id, "").orElseThrow();
                }));
    }

    /** What is looked at before something is done, while the subscription is locked; throws to refuse. */
    public interface Check {
        void of(Webhook webhook);
    }

    /**
     * Gives it a new secret; messages are signed with the old one too for a while.
     *
     * @return empty when there is none
     * @throws dev.touchline.kit.http.Problem 422 when there is no key to seal its secret with
     */
    public Optional<WithSecret> rotate(UUID id, Author by, Duration oldFor, Check check) {
        Instant now = now();
        String secret = Secret.fresh(random);
        return database.jdbi()
                .inTransaction(handle -> find(handle, id, " FOR NO KEY UPDATE").map(known -> {
                    check.of(known);
                    handle.createUpdate("""
                                    UPDATE webhook SET old_secret = secret, old_secret_until = :until, secret = :secret,
                                        version = version + 1, changed_at = :now, changed_by = :by, by_admin = :admin
                                    WHERE id = :id
                                    """)
                            .bind("id", id)
                            .bind("secret", secrets.seal(id, secret))
                            .bind("until", now.plus(oldFor))
                            .bind("now", now)
                            .bind("by", by.subject())
                            .bind("admin", by.admin())
                            .execute();
                    return new WithSecret(find(handle, id, "").orElseThrow(), secret);
                }));
    }

    /** Seals what lies plain in the table, or under an older key. What can't be opened stays as it is. */
    public void sealAll() {
        List<Stored> stale = database.jdbi()
                .withHandle(handle -> handle
                        .createQuery("SELECT id, secret, old_secret FROM webhook")
                        .map((row, _) -> new Stored(
                                row.getObject("id", UUID.class), row.getString("secret"), row.getString("old_secret")))
                        .stream()
                        .filter(each ->
                                secrets.isStale(each.secret()) || (each.old() != null && secrets.isStale(each.old())))
                        .toList());
        stale.forEach(this::seal);
    }

    private record Stored(UUID id, String secret, @Nullable String old) {}

    /** Unless somebody rotated it meanwhile. */
    private void seal(Stored stored) {
        try {
            String secret = sealed(stored.id(), stored.secret());
            String old = stored.old() == null ? null : sealed(stored.id(), stored.old());
            database.jdbi()
                    .useHandle(handle -> handle.createUpdate("""
                            UPDATE webhook SET secret = :secret, old_secret = :old
                            WHERE id = :id AND secret = :was AND old_secret IS NOT DISTINCT FROM :wasOld
                            """)
                            .bind("id", stored.id())
                            .bind("secret", secret)
                            .bind("old", old)
                            .bind("was", stored.secret())
                            .bind("wasOld", stored.old())
                            .execute());
        } catch (Unreadable e) {
            LOG.errorf("Webhook's secret can't be read webhook=%s cause=%s", stored.id(), e.getMessage());
        }
    }

    private String sealed(UUID id, String stored) throws Unreadable {
        return secrets.isStale(stored) ? secrets.seal(id, secrets.open(id, stored)) : stored;
    }

    /** Takes it away with all its deliveries; false when there is none. */
    public boolean delete(UUID id, Check check) {
        return database.jdbi().inTransaction(handle -> {
            Optional<Webhook> known = find(handle, id, " FOR UPDATE");
            known.ifPresent(check::of);
            handle.createUpdate("DELETE FROM webhook WHERE id = :id")
                    .bind("id", id)
                    .execute();
            handle.createUpdate("DELETE FROM webhook_delivery WHERE webhook_id = :id")
                    .bind("id", id)
                    .execute();
            return known.isPresent();
        });
    }

    /**
     * Ends those for a team whose last author does not supervise it any more; an admin's go on. Tells how many.
     *
     * @param supervises whether somebody supervises a team
     */
    public int endOrphans(BiPredicate<String, String> supervises) {
        List<Authored> orphans = database.jdbi()
                .withHandle(handle -> handle
                        .createQuery("""
                                SELECT id, changed_by, team, version FROM webhook
                                WHERE enabled AND NOT by_admin AND team <> '%s'
                                """.formatted(ALL_TEAMS))
                        .map((row, _) -> new Authored(
                                row.getObject("id", UUID.class),
                                row.getString("changed_by"),
                                row.getString("team"),
                                row.getLong("version")))
                        .stream()
                        .filter(each -> !supervises.test(each.by(), each.team()))
                        .toList());
        return (int) orphans.stream().filter(this::endOrphan).count();
    }

    private record Authored(UUID id, String by, String team, long version) {}

    /** False when somebody changed it meanwhile. */
    private boolean endOrphan(Authored orphan) {
        return database.jdbi()
                .inTransaction(handle -> find(handle, orphan.id(), " FOR NO KEY UPDATE")
                                .filter(known -> known.version() == orphan.version())
                                .isPresent()
                        && disable(handle, orphan.id(), "Its author does not supervise the team any more", now()));
    }

    /** Ends it without a person: nothing is sent any more, what is pending is given up. False when it had ended. */
    static boolean disable(Handle handle, UUID id, String why, Instant now) {
        boolean disabled = handle.createUpdate("""
                                UPDATE webhook SET enabled = false, disabled_at = :now, disabled_why = :why,
                                    version = version + 1, changed_at = :now, changed_by = :by
                                WHERE id = :id AND enabled
                                """)
                        .bind("id", id)
                        .bind("why", why)
                        .bind("now", now)
                        .bind("by", Step.SYSTEM)
                        .execute()
                > 0;
        DeliveryRows.giveUpPending(handle, id, now);
        return disabled;
    }

    static Optional<Webhook> find(Handle handle, UUID id, String lock) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM webhook WHERE id = :id" + lock)
                .bind("id", id)
                .map((row, _) -> map(row))
                .findOne();
    }

    private static int count(Handle handle, String team) {
        return handle.createQuery("SELECT count(*)::integer FROM webhook WHERE team = :team")
                .bind("team", team)
                .mapTo(Integer.class)
                .one();
    }

    /** Another address, or another try, begins anew: what failed before counts no more. */
    private static void update(Handle handle, Webhook known, Wish wish, Author by, Instant now) {
        bind(handle, wish, """
                        UPDATE webhook SET url = :url, description = :description, events = :events, kinds = :kinds,
                            enabled = :enabled, disabled_why = NULL,
                            disabled_at = CASE WHEN :enabled THEN NULL ELSE COALESCE(disabled_at, :now) END,
                            failures = CASE WHEN :anew THEN 0 ELSE failures END,
                            failing_since = CASE WHEN :anew THEN NULL ELSE failing_since END,
                            held_until = CASE WHEN :anew THEN NULL ELSE held_until END,
                            version = version + 1, changed_at = :now, changed_by = :by, by_admin = :admin
                        WHERE id = :id
                        """)
                .bind("id", known.id())
                .bind("anew", !wish.url().equals(known.wish().url()) || (wish.enabled() && known.disabled() != null))
                .bind("now", now)
                .bind("by", by.subject())
                .bind("admin", by.admin())
                .execute();
    }

    private static Update bind(Handle handle, Wish wish, String sql) {
        return handle.createUpdate(sql)
                .bind("url", wish.url())
                .bind("description", wish.description())
                .bindArray("events", String.class, wish.events())
                .bindArray("kinds", String.class, wish.kinds())
                .bind("enabled", wish.enabled());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Webhook map(ResultSet row) throws SQLException {
        String team = row.getString("team");
        Instant disabledAt = Sql.instantOrNull(row, "disabled_at");
        return new Webhook(
                row.getObject("id", UUID.class),
                team.equals(ALL_TEAMS) ? null : team,
                new Wish(
                        row.getString("url"),
                        row.getString("description"),
                        words(row, "events"),
                        words(row, "kinds"),
                        row.getBoolean("enabled")),
                disabledAt == null ? null : new Disabled(disabledAt, row.getString("disabled_why")),
                Sql.instantOrNull(row, "failing_since"),
                Sql.instantOrNull(row, "old_secret_until"),
                row.getLong("version"),
                new Mark(Sql.instant(row, "created_at"), row.getString("created_by")),
                new Mark(Sql.instant(row, "changed_at"), row.getString("changed_by")));
    }

    private static List<String> words(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
