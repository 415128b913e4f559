package dev.touchline.goals.store;

import dev.touchline.goals.core.AgentTopic;
import dev.touchline.goals.core.Line;
import dev.touchline.goals.core.Line.Origin;
import dev.touchline.goals.core.LineNews;
import dev.touchline.goals.core.LineNews.Completed;
import dev.touchline.goals.core.LineNews.Left;
import dev.touchline.goals.core.LineNews.Restored;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code one_on_one_line}: what is left for the next one-on-one of each agent. */
@Singleton
public class LineStore {
    private static final Comparator<LineNews> IN_ORDER = Comparator.comparing(
                    (LineNews news) -> news.key().itemId())
            .thenComparing(news -> news.key().part());

    private final Database database;

    LineStore(Database database) {
        this.database = database;
    }

    /** A line with its place in the list. */
    public record Placed(UUID id, Line line) {}

    /**
     * Takes the effect of a batch, whole or not at all. Lines are put up before others are taken back, each by its
     * newest news: however a replay cuts its batches, the rows are the same.
     */
    public void note(Collection<LineNews> batch) {
        List<Left> left = batch.stream()
                .filter(Left.class::isInstance)
                .map(Left.class::cast)
                .collect(Collectors.collectingAndThen(Collectors.toList(), LineNews::newest))
                .stream()
                .sorted(IN_ORDER)
                .toList();
        List<LineNews> last = LineNews.newest(batch).stream()
                .filter(news -> !(news instanceof Left))
                .sorted(IN_ORDER)
                .toList();
        List<Completed> completed = batch.stream()
                .filter(Completed.class::isInstance)
                .map(Completed.class::cast)
                .sorted(IN_ORDER)
                .toList();
        database.jdbi().useTransaction(handle -> {
            if (!left.isEmpty()) {
                put(handle, left);
            }
            if (!last.isEmpty()) {
                turn(handle, last);
            }
            if (!completed.isEmpty()) {
                takeBackOf(handle, completed);
            }
        });
    }

    /**
     * An agent's standing lines, newest first, but for those whose needs were all taken back since: by a revision, or
     * because the answers were another agent's (one_on_one_line_of_agent, need_noted_pkey).
     *
     * @param after id of the last line on the page before
     */
    public List<Placed> ofAgent(String agentId, @Nullable UUID after, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT id, item_id, agent_id, topic, kind, origin, note, said_at, needs FROM one_on_one_line line
                        WHERE agent_id = :agent AND standing
                            AND (CAST(:after AS uuid) IS NULL OR id < CAST(:after AS uuid))
                            AND (needs = '{}' OR EXISTS (
                                SELECT FROM unnest(line.needs) AS mine (need_id) LEFT JOIN need_noted noted USING (need_id)
                                WHERE noted.standing IS NOT FALSE))
                        ORDER BY id DESC LIMIT :limit
                        """)
                        .bind("agent", agentId)
                        .bind("after", after)
                        .bind("limit", limit)
                        .map((row, _) -> new Placed(row.getObject("id", UUID.class), line(row)))
                        .list());
    }

    private static void put(Handle handle, List<Left> left) {
        var batch = handle.prepareBatch("""
                INSERT INTO one_on_one_line AS line
                    (item_id, part, agent_id, topic, kind, origin, note, said_at, needs, version, standing)
                VALUES (:item, :part, :agent, :topic, :kind, :origin, :note, :at, :needs, :version, true)
                ON CONFLICT (item_id, part) DO UPDATE SET origin = excluded.origin, note = excluded.note,
                    said_at = excluded.said_at, needs = excluded.needs, version = excluded.version, standing = true
                WHERE line.version < excluded.version
                """);
        for (Left news : left) {
            Line line = news.line();
            batch.bind("item", line.itemId())
                    .bind("part", line.part().word())
                    .bind("agent", line.about().agentId())
                    .bind("topic", line.about().topic())
                    .bind("kind", line.praise() ? "praise" : "coaching")
                    .bind("origin", line.origin().word())
                    .bind("note", line.note())
                    .bind("at", line.at())
                    .bindArray("needs", UUID.class, line.needs())
                    .bind("version", news.version())
                    .add();
        }
        batch.execute();
    }

    private static void turn(Handle handle, List<LineNews> news) {
        handle.createUpdate("""
                        UPDATE one_on_one_line AS line SET version = news.version, standing = news.standing
                        FROM unnest(:items, :parts, :versions, :standing) AS news (item_id, part, version, standing)
                        WHERE line.item_id = news.item_id AND line.part = news.part AND line.version < news.version
                        """)
                .bindArray(
                        "items",
                        UUID.class,
                        news.stream().map(one -> one.key().itemId()).toList())
                .bindArray(
                        "parts",
                        String.class,
                        news.stream().map(one -> one.key().part().word()).toList())
                .bindArray(
                        "versions",
                        Long.class,
                        news.stream().map(LineNews::version).toList())
                .bindArray(
                        "standing",
                        Boolean.class,
                        news.stream().map(Restored.class::isInstance).toList())
                .execute();
    }

    /** The same needs may have left a line by an item before: what was said before they were coached is done with. */
    private static void takeBackOf(Handle handle, List<Completed> completed) {
        var batch = handle.prepareBatch("""
                UPDATE one_on_one_line SET standing = false
                WHERE agent_id = :agent AND part = 'quality' AND standing AND said_at <= :at
                    AND needs <> '{}' AND needs <@ :needs
                """);
        for (Completed news : completed) {
            batch.bind("agent", news.agentId())
                    .bind("at", news.at())
                    .bindArray("needs", UUID.class, news.needs())
                    .add();
        }
        batch.execute();
    }

    private static Line line(ResultSet row) throws SQLException {
        Array needs = row.getArray("needs");
        return new Line(
                row.getObject("item_id", UUID.class),
                new AgentTopic(row.getString("agent_id"), row.getString("topic")),
                "praise".equals(row.getString("kind")),
                Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT)),
                row.getString("note"),
                row.getObject("said_at", OffsetDateTime.class).toInstant(),
                List.of((UUID[]) needs.getArray()));
    }
}
