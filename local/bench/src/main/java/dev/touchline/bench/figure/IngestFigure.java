package dev.touchline.bench.figure;

import dev.touchline.bench.figure.IngestCase.Form;
import dev.touchline.bench.load.ClosedLoop;
import dev.touchline.bench.load.Measured;
import dev.touchline.bench.load.RequestSource;
import dev.touchline.bench.load.RequestTemplate;
import dev.touchline.bench.load.SurveyPosts;
import dev.touchline.bench.peer.BareEndpointProcess;
import dev.touchline.bench.peer.BareProducer;
import dev.touchline.bench.report.Table;
import dev.touchline.bench.stack.BenchStack;
import dev.touchline.bench.stack.CpuMeter;
import dev.touchline.bench.stack.KafkaRecords;
import dev.touchline.bench.stack.Teams;
import dev.touchline.local.Service;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How many responses feedback-service takes, each acknowledged by the broker before its 202, beside two peers that take
 * turns with it on the same broker: a bare endpoint and a bare producer. The services downstream are stopped, and so is
 * the read model: they would eat from the same two cores in a way that depends on who went before.
 */
public final class IngestFigure {
    static final String OURS = "feedback-service";
    static final String ENDPOINT = "bare endpoint";
    static final String PRODUCER = "bare producer";

    private static final IngestCase SINGLE = new IngestCase("1 a request, 128 connections", Form.OBJECT, 128, 1);

    private static final List<IngestCase> CASES = List.of(
            new IngestCase("1 a request, 32 connections", Form.OBJECT, 32, 1),
            SINGLE,
            new IngestCase("array of 100, 16 connections", Form.ARRAY, 16, 100),
            new IngestCase("NDJSON of 100, 16 connections", Form.LINES, 16, 100));

    private static final String RESPONSES = "survey.responses";
    private static final String PEER_TOPIC = "bench.peer";
    private static final int PARTITIONS = 12;
    private static final int SAMPLES = 2000;
    private static final int ACCEPTED = 202;
    /** Keeps what a round writes below a few gigabytes on whatever machine. */
    private static final long MOST_RECORDS = 2_000_000;

    private final Bench bench;
    private final Map<String, List<RequestTemplate>> templates = new LinkedHashMap<>();

    public IngestFigure(Bench bench) {
        this.bench = bench;
    }

    /** How it compares, and how long senders wait at half of that. */
    public List<Table> run() throws IOException, InterruptedException {
        bench.progress().say("ingest: stopping what is downstream");
        bench.stack().stop(List.of(Service.ALERTING, Service.COACHING, Service.GOALS));
        bench.stack().restart(Service.FEEDBACK, Map.of("touchline.feedback.read-model.writers", "0"));
        createPeerTopic();
        Map<IngestCase, Map<String, List<Turn>>> results = new LinkedHashMap<>();
        try (BareEndpointProcess endpoint =
                BareEndpointProcess.start(bench.stack().bootstrap(), PEER_TOPIC)) {
            bench.progress().say("ingest: warming up");
            ours(CASES.getFirst(), bench.plan().cold());
            bare(CASES.getFirst(), endpoint, bench.plan().cold());
            try (BareProducer producer =
                    new BareProducer(bench.stack().bootstrap(), PEER_TOPIC, whatTheServiceWrote())) {
                for (IngestCase each : CASES) {
                    results.put(each, rounds(each, endpoint, producer));
                }
            }
        }
        List<Turn> single = results.getOrDefault(SINGLE, Map.of()).getOrDefault(OURS, List.of());
        return List.of(
                IngestTable.of(results, bench.plan()),
                new IngestLatency(bench, Medians.of(single, Turn::recordsPerSecond)).run());
    }

    private Map<String, List<Turn>> rounds(IngestCase each, BareEndpointProcess endpoint, BareProducer producer)
            throws InterruptedException {
        List<Turn> ours = new ArrayList<>();
        List<Turn> bare = new ArrayList<>();
        List<Turn> sending = new ArrayList<>();
        bench.progress().say("ingest: %s, warming up".formatted(each.label()));
        ours(each, bench.plan().warmUp());
        bare(each, endpoint, bench.plan().warmUp());
        sending(each, producer, bench.plan().warmUp());
        for (int round = 1; round <= bench.plan().rounds(); round++) {
            bench.progress()
                    .say("ingest: %s, round %d of %d"
                            .formatted(each.label(), round, bench.plan().rounds()));
            ours.add(ours(each, bench.plan().round()));
            bare.add(bare(each, endpoint, bench.plan().round()));
            sending.add(sending(each, producer, bench.plan().round()));
        }
        Map<String, List<Turn>> turns = new LinkedHashMap<>();
        turns.put(OURS, ours);
        turns.put(ENDPOINT, bare);
        turns.put(PRODUCER, sending);
        return turns;
    }

    /** Also holds the service to its word: all that it said 202 to must be in the Kafka topic. */
    private Turn ours(IngestCase each, Duration time) throws InterruptedException {
        try (KafkaRecords records = new KafkaRecords(bench.stack().bootstrap())) {
            long before = records.count(RESPONSES);
            InetSocketAddress to = bench.stack().address(Service.FEEDBACK);
            Turn turn = http(each, to, templates(each.form(), bench.posts(), OURS, each.batch()), time, Map.of());
            long written = records.count(RESPONSES) - before;
            if (written < turn.records()) {
                throw new IllegalStateException(
                        "LOST: %d acknowledged, %d in Kafka".formatted(turn.records(), written));
            }
            return turn;
        }
    }

    private Turn bare(IngestCase each, BareEndpointProcess endpoint, Duration time) throws InterruptedException {
        SurveyPosts posts = new SurveyPosts(endpoint.authority(), "none", 1, Instant.now());
        // It knows lines only.
        Form form = each.form() == Form.OBJECT ? Form.OBJECT : Form.LINES;
        return http(
                each,
                endpoint.address(),
                templates(form, posts, ENDPOINT, each.batch()),
                time,
                Map.of(ENDPOINT, endpoint.pid()));
    }

    private Turn sending(IngestCase each, BareProducer producer, Duration time) throws InterruptedException {
        CpuMeter cpu = CpuMeter.start(bench.stack().pids());
        Measured measured = producer.run(each.connections() * each.batch(), new ClosedLoop.Bounds(time, MOST_RECORDS));
        return new Turn(measured, measured.answered(), cpu.used());
    }

    private Turn http(
            IngestCase each,
            InetSocketAddress to,
            List<RequestTemplate> requests,
            Duration time,
            Map<String, Long> more)
            throws InterruptedException {
        Map<String, Long> pids = new LinkedHashMap<>(bench.stack().pids());
        pids.putAll(more);
        long firstId = bench.ids().getAndAdd(MOST_RECORDS);
        RequestSource source = RequestSource.posts(requests, firstId, id -> (int) (id % Teams.AGENTS), _ -> 0);
        CpuMeter cpu = CpuMeter.start(pids);
        Measured measured = ClosedLoop.run(
                bench.loop(),
                to,
                each.connections(),
                source,
                ACCEPTED,
                new ClosedLoop.Bounds(time, MOST_RECORDS / each.batch()));
        return new Turn(measured, measured.answered() * each.batch(), cpu.used());
    }

    private List<RequestTemplate> templates(Form form, SurveyPosts posts, String subject, int batch) {
        return templates.computeIfAbsent(subject + form, _ -> switch (form) {
            case OBJECT -> posts.single();
            case ARRAY -> posts.arrays(batch);
            case LINES -> posts.lines(batch);
        });
    }

    private List<ConsumerRecord<byte[], byte[]>> whatTheServiceWrote() throws IOException {
        try (KafkaRecords records = new KafkaRecords(bench.stack().bootstrap())) {
            List<ConsumerRecord<byte[], byte[]>> written = records.first(RESPONSES, SAMPLES);
            if (written.isEmpty()) {
                throw new IOException("feedback-service wrote nothing");
            }
            return written;
        }
    }

    private void createPeerTopic() throws IOException, InterruptedException {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", bench.stack().bootstrap()))) {
            NewTopic peer = new NewTopic(PEER_TOPIC, Optional.of(PARTITIONS), Optional.empty())
                    .configs(Map.of("message.timestamp.type", "LogAppendTime"));
            admin.createTopics(List.of(peer)).all().get();
        } catch (ExecutionException e) {
            throw new IOException("The peers' Kafka topic could not be made", e);
        }
    }

    /** The process that does the work of a subject. */
    static String process(String subject) {
        return switch (subject) {
            case OURS -> Service.FEEDBACK.label();
            case ENDPOINT -> ENDPOINT;
            default -> BenchStack.GENERATOR;
        };
    }
}
