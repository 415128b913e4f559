package dev.touchline.bench.figure;

import static dev.touchline.bench.report.Table.row;
import static dev.touchline.local.Json.object;

import dev.touchline.bench.load.ClosedLoop;
import dev.touchline.bench.load.Measured;
import dev.touchline.bench.load.RequestSource;
import dev.touchline.bench.report.Column;
import dev.touchline.bench.report.Table;
import dev.touchline.bench.stack.CpuMeter;
import dev.touchline.bench.stack.StoredQueue;
import dev.touchline.local.Json;
import dev.touchline.local.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** How fast one team's open items are handed out to 64 supervisors at once, each item to one of them. */
public final class ClaimsFigure {
    private static final String TEAM = "claims-000";
    private static final int CLAIMERS = 64;
    private static final int MOST_SUPERVISORS = 50;
    private static final int ITEMS = 10_000;
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Bench bench;
    private final StoredQueue queue;
    private final List<Trial> trials = new ArrayList<>();

    public ClaimsFigure(Bench bench) {
        this.bench = bench;
        this.queue = new StoredQueue(bench.stack());
    }

    private record Trial(Measured measured, Map<String, Duration> cpu) {
        double micros(String process) {
            return Medians.micros(cpu, process, measured.answered());
        }
    }

    /** One table; fails when an item was handed out twice, or not at all. */
    public Table run() throws IOException, InterruptedException {
        List<String> claimers = IntStream.range(0, CLAIMERS)
                .mapToObj(number -> "supervisor:claimer-" + number)
                .toList();
        setUpTeam(claimers);
        bench.stack().stop(List.of(Service.ALERTING, Service.GOALS));
        bench.stack().restart(Service.COACHING, Map.of("touchline.coaching.work-in-progress", "1000"));
        List<byte[]> requests = new ArrayList<>();
        for (String claimer : claimers) {
            requests.add(request(bench.stack().token(claimer)));
        }
        bench.progress().say("claims: warming up");
        int first = warmUp(requests);
        for (int round = 0; round < bench.plan().rounds(); round++) {
            bench.progress()
                    .say("claims: round %d of %d"
                            .formatted(round + 1, bench.plan().rounds()));
            trials.add(round(first + round, requests));
        }
        for (Service service : List.of(Service.COACHING, Service.ALERTING, Service.GOALS)) {
            bench.stack().restart(service, Map.of());
        }
        return table();
    }

    /** A team has fifty supervisors at most; the others stand in for them. */
    private void setUpTeam(List<String> claimers) throws IOException, InterruptedException {
        String admin = bench.stack().token("admin");
        List<String> supervisors = claimers.subList(0, MOST_SUPERVISORS);
        bench.stack()
                .api()
                .put(
                        "/api/feedback/v1/roster/teams/" + TEAM,
                        admin,
                        object("name", TEAM, "supervisors", supervisors, "timeZone", "UTC"))
                .orFail("Writing a team");
        StoredQueue.awaitKnown(bench.stack(), TEAM);
        for (String claimer : claimers.subList(MOST_SUPERVISORS, claimers.size())) {
            bench.stack()
                    .api()
                    .put(
                            "/api/coaching/v1/teams/%s/covers/%s".formatted(TEAM, claimer),
                            admin,
                            object(
                                    "until",
                                    Instant.now().plus(Duration.ofDays(1)).toString(),
                                    "reason",
                                    "bench"))
                    .orFail("Writing a cover");
        }
    }

    /** A round takes seconds, the compilers more; returns how many rounds it took. */
    private int warmUp(List<byte[]> requests) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int round = 0;
        do {
            round(round++, requests);
        } while (System.nanoTime() - begun < bench.plan().warm().toNanos());
        return round;
    }

    private Trial round(int number, List<byte[]> requests) throws IOException, InterruptedException {
        close();
        queue.open(TEAM, (long) number * ITEMS, (number + 1L) * ITEMS);
        Set<String> handedOut = new HashSet<>();
        CpuMeter cpu = CpuMeter.start(bench.stack().pids());
        Measured measured = ClosedLoop.run(
                bench.loop(),
                bench.stack().address(Service.COACHING),
                CLAIMERS,
                RequestSource.turns(requests),
                OK,
                new ClosedLoop.Bounds(PATIENCE, ITEMS),
                answer -> handedOut.add(Json.read(answer.text()).path("id").asText()));
        Map<String, Duration> used = cpu.used();
        if (measured.failed() > 0 || handedOut.size() != ITEMS) {
            throw new IllegalStateException("%,d items open, %,d handed out, %,d claims refused: %s"
                    .formatted(ITEMS, handedOut.size(), measured.failed(), measured.firstFailure()));
        }
        return new Trial(measured, used);
    }

    /** What is claimed is done with. */
    private void close() throws IOException {
        try (Connection connection = DriverManager.getConnection(bench.stack().jdbcUrl(Service.COACHING));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE item SET state = 'completed', claimed_by = NULL, lease_until = NULL,"
                    + " closed_at = now() WHERE state = 'claimed'");
        } catch (SQLException e) {
            throw new IOException("The items could not be closed", e);
        }
    }

    private byte[] request(String token) {
        return "POST /api/coaching/v1/teams/%s/queue/claim-next HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Length: 0\r\n\r\n"
                .formatted(TEAM, bench.stack().authority(Service.COACHING), token)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private Table table() {
        List<Column> columns = List.of(
                new Column("perSecond", "claims/s"),
                new Column("p50Ms", "p50 ms"),
                new Column("p99Ms", "p99 ms"),
                new Column("serviceMicros", "coaching CPU us"),
                new Column("databaseMicros", "PostgreSQL CPU us"),
                new Column("brokerMicros", "Kafka CPU us"));
        return new Table(
                "claims",
                "%d supervisors claim what is next of %,d open items of one team".formatted(CLAIMERS, ITEMS),
                columns,
                List.of(row(
                        "perSecond",
                                Medians.of(trials, trial -> trial.measured().perSecond()),
                        "p50Ms", Medians.of(trials, trial -> trial.measured().millis(50)),
                        "p99Ms", Medians.of(trials, trial -> trial.measured().millis(99)),
                        "serviceMicros", Medians.of(trials, trial -> trial.micros(Service.COACHING.label())),
                        "databaseMicros", Medians.of(trials, trial -> trial.micros("postgres")),
                        "brokerMicros", Medians.of(trials, trial -> trial.micros("kafka")))),
                List.of(
                        "Closed loop, medians of %d rounds; each item was handed out once; outcomes are published meanwhile."
                                .formatted(bench.plan().rounds())));
    }
}
