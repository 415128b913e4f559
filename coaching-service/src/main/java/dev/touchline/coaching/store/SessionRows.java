package dev.touchline.coaching.store;

import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.core.Session;
import dev.touchline.coaching.core.Session.About;
import dev.touchline.coaching.core.Session.Praise;
import dev.touchline.coaching.core.Session.Said;
import dev.touchline.coaching.core.Session.Talk;
import dev.touchline.coaching.core.Session.Training;
import dev.touchline.coaching.core.Step;
import dev.touchline.coaching.core.Technique;
import dev.touchline.coaching.store.ItemReader.PastSession;
import dev.touchline.coaching.store.Sql.Column;
import dev.touchline.coaching.store.Sql.Question;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code session}: an item's latest. */
final class SessionRows {
    private SessionRows() {}

    static void upsert(Handle handle, UUID itemId, Session session, Step step) {
        About about = session.about();
        handle.createUpdate("""
                        INSERT INTO session (item_id, held_by, held_at, saw, ideal, practised, next, technique, words,
                            agreed, about_source, about_response_id, about_interaction)
                        VALUES (:item, :by, :at, :saw, :ideal, :practised, :next, :technique, :words,
                            :agreed, :aboutSource, :aboutResponse, :aboutInteraction)
                        ON CONFLICT (item_id) DO UPDATE SET held_by = excluded.held_by, held_at = excluded.held_at,
                            saw = excluded.saw, ideal = excluded.ideal, practised = excluded.practised,
                            next = excluded.next, technique = excluded.technique, words = excluded.words,
                            agreed = excluded.agreed, about_source = excluded.about_source,
                            about_response_id = excluded.about_response_id,
                            about_interaction = excluded.about_interaction
                        """)
                .bind("item", itemId)
                .bind("by", step.by())
                .bind("at", step.at())
                .bindMap(said(session.said()))
                .bind("technique", StudyRows.word(session))
                .bind("aboutSource", about == null ? null : about.ref().source())
                .bind("aboutResponse", about == null ? null : about.ref().responseId())
                .bind("aboutInteraction", about == null ? null : about.interactionId())
                .execute();
    }

    private static Map<String, @Nullable String> said(Said said) {
        Map<String, @Nullable String> fields = new HashMap<>();
        for (String field : List.of("saw", "ideal", "practised", "next", "words", "agreed")) {
            fields.put(field, null);
        }
        switch (said) {
            case Talk talk -> {
                fields.put("saw", talk.saw());
                fields.put("ideal", talk.ideal());
                fields.put("practised", talk.practised());
                fields.put("next", talk.next());
            }
            case Praise praise -> fields.put("words", praise.words());
            case Training training -> {
                fields.put("agreed", training.agreed());
                fields.put("next", training.next());
            }
        }
        return fields;
    }

    /** Of these items (session_pkey). */
    static Question of(List<Item> items, Map<UUID, PastSession> sessions) {
        return Question.of(
                """
                SELECT item_id, held_by, held_at, saw, ideal, practised, next, technique, words, agreed,
                    about_source, about_response_id, about_interaction
                FROM session WHERE item_id = ANY (?)
                """,
                row -> sessions.put(row.getObject("item_id", UUID.class), map(row)),
                Column.uuids(items, Item::id));
    }

    private static PastSession map(ResultSet row) throws SQLException {
        return new PastSession(
                new Session(said(row), about(row)), row.getString("held_by"), Sql.instant(row, "held_at"));
    }

    private static Said said(ResultSet row) throws SQLException {
        String words = row.getString("words");
        if (words != null) {
            return new Praise(words);
        }
        String agreed = row.getString("agreed");
        return agreed == null ? talk(row) : new Training(agreed, row.getString("next"));
    }

    private static Talk talk(ResultSet row) throws SQLException {
        return new Talk(
                row.getString("saw"),
                row.getString("ideal"),
                row.getString("practised"),
                row.getString("next"),
                technique(row.getString("technique")));
    }

    private static @Nullable Technique technique(@Nullable String word) {
        return Optional.ofNullable(word).flatMap(Technique::of).orElse(null);
    }

    private static @Nullable About about(ResultSet row) throws SQLException {
        String source = row.getString("about_source");
        return source == null
                ? null
                : new About(
                        new ResponseRef(source, row.getString("about_response_id")),
                        row.getString("about_interaction"));
    }
}
