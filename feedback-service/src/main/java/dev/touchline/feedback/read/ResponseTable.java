package dev.touchline.feedback.read;

import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.core.insight.Tally;
import dev.touchline.feedback.read.ResponseKeys.Place;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;

/** Writing to the table {@code response}. Rows are never changed in place: a revision may belong to another month. */
final class ResponseTable {
    private static final int COLUMNS = 19;
    private static final int USUAL_ROW = 768;

    private ResponseTable() {}

    /** What a row that was taken out had added to the figures. */
    record Removed(ResponseId id, String team, String agentId, long respondedMicros, List<Rated> ratings) {}

    /** Adds rows; none of these responses may have one. */
    static void add(Connection connection, List<SurveyEvent> events) throws SQLException {
        CopyBuffer rows = new CopyBuffer(events.size() * USUAL_ROW);
        events.forEach(event -> write(rows, event));
        rows.sendTo(connection, """
                COPY response (responded_at, updated_at, received_at, event_id, attribution, source, response_id,
                    agent_id, team, topics, poor_topics, ratings, interaction, customer_ref, comment, language, tags,
                    alias_kind, alias_key)
                FROM STDIN (FORMAT binary)
                """);
    }

    /** Takes rows out and tells what they were. Uses response_agent of the months between the first and the last. */
    static List<Removed> remove(Connection connection, List<Place> places) throws SQLException {
        LongSummaryStatistics times =
                places.stream().mapToLong(Place::respondedMicros).summaryStatistics();
        return Columns.of(places)
                .texts(place -> place.id().source())
                .texts(place -> place.id().responseId())
                .texts(Place::agentId)
                .longs(Place::respondedMicros)
                .time(Micros.instant(times.getMin()))
                .time(Micros.instant(times.getMax()))
                .query(connection, """
                        DELETE FROM response USING (
                            SELECT source, response_id, agent_id,
                                timestamptz 'epoch' + micros * interval '1 microsecond' AS responded_at
                            FROM unnest(?, ?, ?, ?) AS place (source, response_id, agent_id, micros)) AS place
                        WHERE response.agent_id = place.agent_id AND response.responded_at = place.responded_at
                            AND response.source = place.source AND response.response_id = place.response_id
                            AND response.responded_at BETWEEN ? AND ?
                        RETURNING response.source, response.response_id, response.team, response.agent_id,
                            CAST(extract(epoch FROM response.responded_at) * 1000000 AS bigint), response.ratings
                        """, ResponseTable::removed);
    }

    private static Removed removed(ResultSet row) throws SQLException {
        return new Removed(
                new ResponseId(row.getString(1), row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                SurveyEventReader.ratings(row.getString(6)));
    }

    private static void write(CopyBuffer rows, SurveyEvent event) {
        rows.row(COLUMNS);
        rows.time(event.respondedMicros());
        rows.time(event.updatedMicros());
        rows.time(event.receivedMicros());
        rows.uuid(event.eventId());
        rows.integer(event.attribution());
        rows.text(event.source());
        rows.text(event.responseId());
        rows.text(event.agentId());
        rows.text(event.team());
        topics(rows, event.ratings());
        rows.text(event.ratingsJson());
        rows.text(event.interactionJson());
        rows.text(event.customerRef());
        rows.text(event.comment());
        rows.text(event.language());
        rows.texts(event.tags().isEmpty() ? null : event.tags());
        AgentRef.ByAlias alias = event.alias();
        rows.text(alias == null ? null : alias.kind());
        rows.text(alias == null ? null : alias.normalised().value());
    }

    /** The two columns of topics. Without streams: every row comes through here. */
    private static void topics(CopyBuffer rows, List<Rated> ratings) {
        List<String> all = new ArrayList<>(ratings.size());
        List<String> poor = new ArrayList<>(ratings.size());
        for (Rated rating : ratings) {
            all.add(rating.topic());
            if (Tally.isPoor(rating.score())) {
                poor.add(rating.topic());
            }
        }
        rows.texts(all);
        rows.texts(poor.isEmpty() ? null : poor);
    }
}
