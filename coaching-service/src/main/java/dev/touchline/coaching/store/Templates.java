package dev.touchline.coaching.store;

import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code session_template}: one per topic, the latest word counts. */
@Singleton
public class Templates {
    private final Database database;
    private final Clock clock;

    Templates(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What the four fields start from; absent ones start empty. */
    public record Fields(
            @Nullable String saw,
            @Nullable String ideal,
            @Nullable String practised,
            @Nullable String next) {}

    /** The template of a topic. */
    public record Template(String topic, Fields fields, Instant changedAt, String changedBy) {}

    /** All of them, by topic. */
    public List<Template> all() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT topic, saw, ideal, practised, next, changed_at, changed_by
                        FROM session_template ORDER BY topic
                        """)
                        .map((row, _) -> new Template(
                                row.getString("topic"),
                                new Fields(
                                        row.getString("saw"),
                                        row.getString("ideal"),
                                        row.getString("practised"),
                                        row.getString("next")),
                                Sql.instant(row, "changed_at"),
                                row.getString("changed_by")))
                        .list());
    }

    /** Sets a topic's template in place of what was there. */
    public Template put(String topic, Fields fields, String by) {
        Template template = new Template(topic, fields, clock.instant().truncatedTo(ChronoUnit.MICROS), by);
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("""
                        INSERT INTO session_template (topic, saw, ideal, practised, next, changed_at, changed_by)
                        VALUES (:topic, :saw, :ideal, :practised, :next, :at, :by)
                        ON CONFLICT (topic) DO UPDATE SET saw = excluded.saw, ideal = excluded.ideal,
                            practised = excluded.practised, next = excluded.next, changed_at = excluded.changed_at,
                            changed_by = excluded.changed_by
                        """)
                        .bind("topic", topic)
                        .bind("saw", fields.saw())
                        .bind("ideal", fields.ideal())
                        .bind("practised", fields.practised())
                        .bind("next", fields.next())
                        .bind("at", template.changedAt())
                        .bind("by", by)
                        .execute());
        return template;
    }

    /** Takes a topic's template away; one that is not there is no matter. */
    public void delete(String topic) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("DELETE FROM session_template WHERE topic = :topic")
                        .bind("topic", topic)
                        .execute());
    }
}
