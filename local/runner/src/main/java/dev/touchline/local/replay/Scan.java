package dev.touchline.local.replay;

import dev.touchline.local.replay.RowMapper.Mapped;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one look through the whole file shows before anything is posted.
 *
 * @param skipped rows that are no responses (see {@link Mapping#skipWhenEmpty})
 * @param backwards rows that are older than the row before them
 * @param agents name by agent id, in the order of the file
 * @param unreadable how many rows of each cause cannot be read
 */
record Scan(
        long responses,
        long skipped,
        long backwards,
        Instant first,
        Instant last,
        Map<String, String> agents,
        Map<String, Long> unreadable) {

    static Scan of(PastResponses file) throws IOException {
        long responses = 0;
        long skipped = 0;
        long backwards = 0;
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        Instant before = Instant.MIN;
        Map<String, String> agents = new LinkedHashMap<>();
        Map<String, Long> unreadable = new LinkedHashMap<>();
        try (Stream<Mapped> rows = file.all()) {
            for (Iterator<Mapped> each = rows.iterator(); each.hasNext(); ) {
                switch (each.next()) {
                    case Mapped.Skipped _ -> skipped++;
                    case Mapped.Unreadable row -> unreadable.merge(row.why(), 1L, Long::sum);
                    case Mapped.Response row -> {
                        Instant at = row.response().respondedAt();
                        responses++;
                        backwards += at.isBefore(before) ? 1 : 0;
                        before = at;
                        first = at.isBefore(first) ? at : first;
                        last = at.isAfter(last) ? at : last;
                        if (row.agentId() != null && !row.agentId().isEmpty()) {
                            agents.putIfAbsent(
                                    row.agentId(), row.agentName() == null ? row.agentId() : row.agentName());
                        }
                    }
                }
            }
        }
        return new Scan(responses, skipped, backwards, first, last, agents, unreadable);
    }
}
