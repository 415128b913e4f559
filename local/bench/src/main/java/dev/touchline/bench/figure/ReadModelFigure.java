package dev.touchline.bench.figure;

import dev.touchline.bench.peer.ConnectSink;
import dev.touchline.bench.report.Table;
import dev.touchline.local.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * How fast the read model catches up: rows a second that feedback-service takes from Kafka into PostgreSQL with
 * {@code synchronous_commit} on; on demand in turns with Debezium's JDBC sink on the same broker and database.
 */
public final class ReadModelFigure {
    static final String OURS = "feedback-service";
    static final String SINK = "Debezium JDBC sink";

    private static final String GROUP = DemoEvents.READ_MODEL;
    private static final short ONE = 1;
    private static final int PARTITIONS = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Bench bench;
    private final @Nullable Path peers;

    /** @param peers where the peer's libraries lie; null: it is left out */
    public ReadModelFigure(Bench bench, @Nullable Path peers) {
        this.bench = bench;
        this.peers = peers;
    }

    /** One table. */
    public Table run() throws IOException, InterruptedException {
        bench.progress().say("readmodel: stopping what is downstream");
        bench.stack().stop(List.of(Service.ALERTING, Service.COACHING, Service.GOALS));
        List<ConsumerRecord<byte[], byte[]>> samples = DemoEvents.written(bench);
        try (CatchUp ours = new CatchUp(bench, DemoEvents.patterns(samples), GROUP, "response", Map.of())) {
            if (peers == null) {
                return ReadModelTable.of(rounds(Map.of(OURS, ours)), bench.plan());
            }
            createSinkTopic();
            bench.progress().say("readmodel: starting Kafka Connect");
            try (ConnectSink sink = ConnectSink.start(new ConnectSink.Setting(
                            peers,
                            bench.stack().folder("connect"),
                            bench.stack().bootstrap(),
                            bench.stack().jdbcUrl(Service.FEEDBACK)));
                    CatchUp theirs = new CatchUp(
                            bench,
                            ConnectSink.rows(samples),
                            ConnectSink.GROUP,
                            "bench_sink",
                            Map.of(SINK, sink.pid()))) {
                return ReadModelTable.of(beside(sink, ours, theirs), bench.plan());
            }
        }
    }

    private Map<String, List<CatchUp.Round>> beside(ConnectSink sink, CatchUp ours, CatchUp theirs)
            throws IOException, InterruptedException {
        Map<String, CatchUp> subjects = new LinkedHashMap<>();
        subjects.put(OURS, ours);
        subjects.put(SINK, theirs);
        try {
            return rounds(subjects);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "\nKafka Connect said:\n" + sink.tail(), e);
        }
    }

    private Map<String, List<CatchUp.Round>> rounds(Map<String, CatchUp> subjects)
            throws IOException, InterruptedException {
        bench.progress().say("readmodel: warming up");
        Map<String, List<CatchUp.Round>> rounds = new LinkedHashMap<>();
        for (var subject : subjects.entrySet()) {
            subject.getValue().round(PATIENCE);
            rounds.put(subject.getKey(), new ArrayList<>());
        }
        for (int i = 1; i <= bench.plan().rounds(); i++) {
            bench.progress()
                    .say("readmodel: round %d of %d".formatted(i, bench.plan().rounds()));
            for (var subject : subjects.entrySet()) {
                rounds.getOrDefault(subject.getKey(), new ArrayList<>())
                        .add(subject.getValue().round(PATIENCE));
            }
        }
        return rounds;
    }

    private void createSinkTopic() throws IOException, InterruptedException {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", bench.stack().bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(ConnectSink.KAFKA_TOPIC, PARTITIONS, ONE)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("The sink's Kafka topic could not be made", e);
        }
    }
}
