package dev.touchline.local.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads {@link Facts} from a running stack. Records on their way do not disturb: each service is held to what it has
 * committed, and what it committed is read before what it should have done.
 */
public final class FactFinder {
    private static final String RESPONSES = "survey.responses";
    private static final String QUARANTINE = "survey.quarantine";
    private static final String NEEDED = "coaching.needed";
    private static final String ALERTING = "alerting-service";
    private static final String ACCOUNTING = ALERTING + "-accounting-changelog";
    private static final int TRIES = 100;
    /** A response is published shortly before its row says so, and the reading takes its time too. */
    private static final Duration AT_THE_EDGE = Duration.ofHours(1);

    /** Who notes needs: the consumer group, and the table by its service. */
    private static final Map<String, String> NEED_GROUPS = Map.of("coaching", "coaching-needs", "goals", "goals-needs");

    private static final Map<String, String> NEED_TABLES = Map.of("coaching", "need", "goals", "need_noted");
    private static final String FEEDBACK_GROUP = "feedback-quarantine";

    private final String postgres;
    private final KafkaReader kafka;

    private FactFinder(String postgres, KafkaReader kafka) {
        this.postgres = postgres;
        this.kafka = kafka;
    }

    /**
     * @param bootstrap of the broker
     * @param postgres URI of the database server without a database
     */
    public static Facts find(String bootstrap, String postgres) throws SQLException, InterruptedException {
        try (KafkaReader kafka = new KafkaReader(bootstrap)) {
            return new FactFinder(postgres, kafka).find();
        }
    }

    private Facts find() throws SQLException, InterruptedException {
        Judged judged = judged();
        // First, so that what redrives made is on a Kafka topic by the time that those are read.
        Set<String> redriven = ids("feedback", """
                SELECT unnest(redriven_as) FROM quarantine WHERE state = 'redriven' AND settled_at >= '%s'
                """.formatted(horizon()));
        Set<String> quarantined = new HashSet<>();
        Map<Integer, Long> taken = kafka.committed(FEEDBACK_GROUP, QUARANTINE);
        kafka.read(QUARANTINE, record -> {
            redriven.remove(eventId(record));
            if (below(taken, record)) {
                quarantined.add(eventId(record));
            }
        });
        Map<String, Set<String>> raised = raised();
        Map<String, Set<String>> noted = new LinkedHashMap<>();
        for (Map.Entry<String, String> table : NEED_TABLES.entrySet()) {
            noted.put(table.getKey(), ids(table.getKey(), "SELECT need_id FROM " + table.getValue()));
        }
        Set<String> parked = ids("feedback", "SELECT event_id FROM quarantine WHERE state = 'parked'");
        Set<String> released = ids("feedback", "SELECT event_id FROM quarantine WHERE state = 'released'");
        Set<String> releasedLongAgo = ids("feedback", """
                SELECT event_id FROM quarantine WHERE state = 'released' AND released_at < '%s'
                """.formatted(horizon()));
        Set<String> held = ids("feedback", "SELECT event_id FROM quarantine WHERE state NOT IN ('parked', 'released')");
        // Last, so that what was released before is on it.
        Set<String> published = new HashSet<>();
        long[] records = new long[2];
        Retractions retractions = new Retractions(horizon());
        long gone = kafka.read(RESPONSES, record -> {
            if (!retractions.take(record)) {
                published.add(eventId(record));
            }
            records[0]++;
            records[1] += below(judged.committed(), record) ? 0 : 1;
        });
        if (!retractions.all().isEmpty()) {
            kafka.read(RESPONSES, record -> {
                if (retractions.answer(record)) {
                    published.remove(eventId(record));
                }
            });
        }
        return new Facts(
                published,
                retractions.all(),
                retractions.standing(),
                records[0],
                gone,
                records[1],
                quarantined,
                parked,
                released,
                releasedLongAgo,
                held,
                redriven,
                judged.outcomes(),
                raised,
                noted);
    }

    /** What was published before may be gone by the time that we read it. */
    private Instant horizon() throws InterruptedException {
        return kafka.retention(RESPONSES)
                .map(retention -> Clock.systemUTC().instant().minus(retention).plus(AT_THE_EDGE))
                .orElse(Instant.EPOCH);
    }

    private record Judged(Map<Integer, Long> committed, Map<String, Long> outcomes) {}

    /**
     * Offsets and accounting commit in one transaction; the same offsets before and after make the accounting theirs.
     */
    private Judged judged() throws InterruptedException {
        for (int tries = 0; tries < TRIES; tries++) {
            Map<Integer, Long> before = kafka.committed(ALERTING, RESPONSES);
            Map<String, Long> counts = new HashMap<>();
            kafka.read(ACCOUNTING, record -> {
                if (record.value() == null) {
                    counts.remove(record.key());
                } else {
                    counts.put(record.key(), Long.valueOf(new String(record.value(), StandardCharsets.UTF_8)));
                }
            });
            if (kafka.committed(ALERTING, RESPONSES).equals(before)) {
                return new Judged(before, byOutcome(counts));
            }
        }
        throw new IllegalStateException("Alerting is too busy to be counted; try again when less comes in.");
    }

    /** Keys are {@code <partition>/<outcome>}. */
    private static Map<String, Long> byOutcome(Map<String, Long> counts) {
        Map<String, Long> outcomes = new HashMap<>();
        counts.forEach((key, count) -> outcomes.merge(key.substring(key.indexOf('/') + 1), count, Long::sum));
        return outcomes;
    }

    private Map<String, Set<String>> raised() throws InterruptedException {
        Map<String, Map<Integer, Long>> committed = new LinkedHashMap<>();
        Map<String, Set<String>> raised = new LinkedHashMap<>();
        for (Map.Entry<String, String> group : NEED_GROUPS.entrySet()) {
            committed.put(group.getKey(), kafka.committed(group.getValue(), NEEDED));
            raised.put(group.getKey(), new HashSet<>());
        }
        kafka.read(NEEDED, record -> {
            JsonNode need = Json.read(new String(record.value(), StandardCharsets.UTF_8));
            if (need.path("type").asText().equals("raised")) {
                String id = need.path("needId").asText();
                raised.forEach((service, ids) -> {
                    if (isFor(service, need.path("kind").asText())
                            && below(committed.getOrDefault(service, Map.of()), record)) {
                        ids.add(id);
                    }
                });
            }
        });
        return raised;
    }

    /** Goals grow from needs to coach; praise and operations are for the queue alone. */
    static boolean isFor(String service, String kind) {
        return service.equals("coaching") || kind.equals("coaching");
    }

    private static boolean below(Map<Integer, Long> committed, ConsumerRecord<String, byte[]> record) {
        return record.offset() < committed.getOrDefault(record.partition(), 0L);
    }

    private static String eventId(ConsumerRecord<String, byte[]> record) {
        Header id = record.headers().lastHeader("ce_id");
        return id == null
                ? "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset())
                : new String(id.value(), StandardCharsets.UTF_8);
    }

    private Set<String> ids(String database, String sql) throws SQLException {
        Set<String> ids = new HashSet<>();
        // The URI names the user the way psql wants it; JDBC wants it as a parameter.
        String url = "jdbc:" + postgres.replaceFirst("//touchline@", "//") + "/" + database + "?user=touchline";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }
}
