package dev.touchline.bench.figure;

import static dev.touchline.bench.report.Table.row;

import dev.touchline.bench.load.FilterMix;
import dev.touchline.bench.peer.BareTopology;
import dev.touchline.bench.peer.PeerProcess;
import dev.touchline.bench.report.Column;
import dev.touchline.bench.report.Table;
import dev.touchline.bench.stack.Accounted;
import dev.touchline.bench.stack.Backlog;
import dev.touchline.bench.stack.CpuMeter;
import dev.touchline.bench.stack.GroupLag;
import dev.touchline.local.Service;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How fast alerting judges: responses a second with two hundred filters, and with a thousand more that apply to none of
 * them, in turns with a bare topology on the same broker.
 */
public final class FiltersFigure {
    private static final String OURS = "alerting, 200 filters";
    private static final String MORE = "alerting, 1,000 foreign ones more";
    private static final String BARE = "bare topology";
    private static final String BARE_IN = "bench.responses";
    private static final String BARE_OUT = "bench.needed";
    private static final int FOREIGN = 1_000;
    private static final int PARTITIONS = 12;
    private static final short ONE = 1;
    private static final int EVERY_THIRD = 3;
    /** What is recommended for as many agents, see docs/operations.md. */
    private static final String HEAP = "4g";

    private static final Map<String, String> OFF_HEAP =
            Map.of("touchline.alerting.read-cache-mib", "96", "touchline.alerting.write-buffer-mib", "64");

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final List<Column> COLUMNS = List.of(
            new Column("subject", "subject"),
            new Column("responsesPerSecond", "responses/s"),
            new Column("ownMicros", "own CPU us"),
            new Column("brokerMicros", "broker us"),
            new Column("toBare", ": bare"),
            new Column("cpuToBare", "CPU : bare"));

    private final Bench bench;
    private final AlertingLoad load;
    private final int responses;
    private final Map<String, List<Round>> rounds = new LinkedHashMap<>();

    public FiltersFigure(Bench bench) {
        this.bench = bench;
        this.load = new AlertingLoad(bench.stack().bootstrap());
        this.responses = bench.plan().backlog() / 2;
    }

    private record Round(long responses, long nanos, Map<String, Duration> cpu) {
        double perSecond() {
            return responses * 1e9 / nanos;
        }
    }

    /** A consumer that is put behind and catches up again. */
    private record Subject(String process, Backlog backlog, GroupLag lag, Map<String, Long> pids)
            implements AutoCloseable {
        @Override
        public void close() {
            backlog.close();
            lag.close();
        }
    }

    /** One table. */
    public Table run() throws IOException, InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> samples = DemoEvents.written(bench);
        bench.progress().say("filters: stopping what is beside it");
        bench.stack().stop(List.of(Service.COACHING, Service.GOALS, Service.FEEDBACK));
        createTopics();
        int turns = 1 + 2 * bench.plan().rounds();
        Instant time = Instant.now().minus(AlertingLoad.STEP.multipliedBy((long) turns * responses));
        Instant before = time.minus(Duration.ofDays(1));
        load.publish(FilterMix.ours(before), before);
        bench.stack().restart(Service.ALERTING, HEAP, OFF_HEAP);
        String bootstrap = bench.stack().bootstrap();
        try (PeerProcess peer = PeerProcess.topology(
                        bootstrap, BARE_IN, BARE_OUT, bench.stack().folder("bare-state"), EVERY_THIRD);
                Subject ours = subject(
                        Service.ALERTING.label(), "alerting-service", samples, AlertingLoad.RESPONSES, Map.of());
                Subject bare = subject(BARE, BareTopology.APPLICATION, samples, BARE_IN, Map.of(BARE, peer.pid()))) {
            bench.progress().say("filters: warming up");
            time = turn("warm-up", ours, bare, time);
            for (int i = 0; i < bench.plan().rounds(); i++) {
                bench.progress().say("filters: round %d".formatted(i + 1));
                time = turn(OURS, ours, bare, time);
            }
            load.publish(FilterMix.foreign(FOREIGN, before), before);
            for (int i = 0; i < bench.plan().rounds(); i++) {
                bench.progress().say("filters: round %d with more filters".formatted(i + 1));
                time = turn(MORE, ours, bare, time);
            }
        }
        return table();
    }

    private Subject subject(
            String process,
            String group,
            List<ConsumerRecord<byte[], byte[]>> samples,
            String kafkaTopic,
            Map<String, Long> more) {
        Map<String, Long> pids = new LinkedHashMap<>(bench.stack().pids());
        pids.putAll(more);
        String bootstrap = bench.stack().bootstrap();
        return new Subject(
                process,
                new Backlog(bootstrap, AlertingLoad.patterns(samples, kafkaTopic)),
                new GroupLag(bootstrap, group, kafkaTopic),
                pids);
    }

    /** Ours, then the bare one beside it; answers the time that has come. */
    private Instant turn(String name, Subject ours, Subject bare, Instant time)
            throws IOException, InterruptedException {
        Instant end = time.plus(AlertingLoad.STEP.multipliedBy(responses));
        load.publishBaselines(time, end);
        long before = Accounted.evaluated(bench.stack().bootstrap());
        add(name, round(ours, time));
        long evaluated = Accounted.evaluated(bench.stack().bootstrap()) - before;
        if (evaluated != responses) {
            throw new IllegalStateException("LOST: %,d written, %,d evaluated".formatted(responses, evaluated));
        }
        add(BARE + " beside " + name, round(bare, time));
        return end;
    }

    private void add(String name, Round round) {
        bench.progress().say("filters: %s %,.0f/s".formatted(name, round.perSecond()));
        rounds.computeIfAbsent(name, _ -> new ArrayList<>()).add(round);
    }

    private Round round(Subject subject, Instant time) throws IOException, InterruptedException {
        subject.backlog().write(responses, time, AlertingLoad.STEP, AlertingLoad.COPIES);
        CpuMeter cpu = CpuMeter.start(subject.pids());
        long start = System.nanoTime();
        long left = subject.lag().left();
        subject.lag().awaitNothingLeft(PATIENCE);
        return new Round(left, System.nanoTime() - start, cpu.used());
    }

    private Table table() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String name : List.of(OURS, MORE)) {
            List<Round> ours = rounds.getOrDefault(name, List.of());
            List<Round> bare = rounds.getOrDefault(BARE + " beside " + name, List.of());
            rows.add(line(name, Service.ALERTING.label(), ours, bare));
            rows.add(line(BARE, BARE, bare, bare));
        }
        List<String> notes = List.of(
                "Medians of %d rounds of %,d responses in turns; 5,000 agents, exactly once, one thread, 4 GiB of heap; CPU a response."
                        .formatted(bench.plan().rounds(), responses),
                "About five of the two hundred filters apply to a rating, three ratings a response.",
                "The bare topology reads topic and score and counts the poor ones per agent and topic.");
        return new Table("filters", "Filters: responses judged", COLUMNS, rows, notes);
    }

    private static Map<String, Object> line(String subject, String process, List<Round> ours, List<Round> bare) {
        List<Double> speed = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            speed.add(ours.get(i).perSecond() / bare.get(i).perSecond());
            cpu.add(own(ours.get(i), process) / own(bare.get(i), BARE));
        }
        return row(
                "subject", subject,
                "responsesPerSecond", Medians.of(ours, Round::perSecond),
                "ownMicros", Medians.of(ours, round -> own(round, process)),
                "brokerMicros", Medians.of(ours, round -> own(round, "kafka")),
                "toBare", Medians.of(speed, Double::doubleValue),
                "cpuToBare", Medians.of(cpu, Double::doubleValue));
    }

    private static double own(Round round, String process) {
        return Medians.micros(round.cpu(), process, round.responses());
    }

    private void createTopics() throws IOException, InterruptedException {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", bench.stack().bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(BARE_IN, PARTITIONS, ONE), new NewTopic(BARE_OUT, PARTITIONS, ONE)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("The bare topology's Kafka topics could not be made", e);
        }
    }
}
