package dev.touchline.bench.figure;

import static dev.touchline.bench.report.Table.row;
import static dev.touchline.local.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.bench.report.Column;
import dev.touchline.bench.report.Table;
import dev.touchline.bench.stack.Backlog;
import dev.touchline.bench.stack.CpuMeter;
import dev.touchline.bench.stack.GroupLag;
import dev.touchline.local.Api;
import dev.touchline.local.Service;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How fast alerting-service replays the stored responses through a draft. */
public final class BacktestFigure {
    private static final String PATH = "/api/alerting/v1/backtests";
    private static final String RESPONSES = "survey.responses";
    private static final String STREAM = "alerting-service";
    private static final int BACKLOGS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long POLL_MILLIS = 100;
    private static final List<String> SIX =
            List.of("product-knowledge", "resolution", "courtesy", "clarity", "effort", "wait-time");

    private final Bench bench;

    public BacktestFigure(Bench bench) {
        this.bench = bench;
    }

    /**
     * A backtest that is done.
     *
     * @param responses that were stored, each read once or twice
     */
    private record Run(long responses, long flags, Duration took, Map<String, Duration> cpu) {
        double perSecond() {
            return responses * 1e9 / took.toNanos();
        }

        double micros(String process) {
            return Medians.micros(cpu, process, responses);
        }
    }

    /** One table. */
    public Table run() throws IOException, InterruptedException {
        int responses = BACKLOGS * bench.plan().backlog();
        bench.progress().say("backtest: writing %,d responses".formatted(responses));
        try (Backlog backlog = new Backlog(bench.stack().bootstrap(), DemoEvents.patterns(DemoEvents.written(bench)))) {
            backlog.write(responses);
        }
        awaitQuiet();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (var subject : subjects().entrySet()) {
            bench.progress().say("backtest: " + subject.getKey());
            once(subject.getValue());
            List<Run> runs = new ArrayList<>();
            for (int i = 0; i < bench.plan().rounds(); i++) {
                runs.add(once(subject.getValue()));
            }
            rows.add(line(subject.getKey(), runs));
        }
        return table(rows);
    }

    /** What else reads the responses has read them: it shares the cores. */
    private void awaitQuiet() throws IOException, InterruptedException {
        bench.progress().say("backtest: waiting for the stream and the read model");
        for (String group : List.of(STREAM, DemoEvents.READ_MODEL)) {
            try (GroupLag lag = new GroupLag(bench.stack().bootstrap(), group, RESPONSES)) {
                lag.awaitNothingLeft(PATIENCE);
            }
        }
    }

    private static Map<String, Map<String, Object>> subjects() {
        Map<String, Map<String, Object>> subjects = new LinkedHashMap<>();
        Map<String, Object> each = object("each", object("scoreAtMost", 25));
        subjects.put("each, one topic", filter(List.of("clarity"), each));
        subjects.put("each, six topics", filter(SIX, each));
        subjects.put(
                "count, one topic",
                filter(List.of("clarity"), object("count", object("scoreAtMost", 25, "atLeast", 3, "within", "P7D"))));
        subjects.put(
                "share, one topic (two passes)",
                filter(List.of("clarity"), object("share", object("scoreAtMost", 25, "within", "P14D"))));
        return subjects;
    }

    private static Map<String, Object> filter(List<String> topics, Map<String, Object> when) {
        return object("name", "Draft", "topics", topics, "when", when);
    }

    private Run once(Map<String, Object> filter) throws IOException, InterruptedException {
        String qa = bench.stack().token("qa");
        Api api = bench.stack().api();
        CpuMeter cpu = CpuMeter.start(bench.stack().pids());
        String id = api.post(PATH, qa, object("filter", filter))
                .orFail("Starting a backtest")
                .json()
                .path("id")
                .asText();
        JsonNode now = api.get(PATH + "/" + id, qa).orFail("Reading a backtest").json();
        while (now.path("state").asText().equals("running")) {
            Thread.sleep(POLL_MILLIS);
            now = api.get(PATH + "/" + id, qa).orFail("Reading a backtest").json();
        }
        if (!now.path("state").asText().equals("done")) {
            throw new IOException("The backtest " + now.path("state").asText() + ": "
                    + now.path("problem").asText());
        }
        long responses = 0;
        for (JsonNode part : now.path("result").path("offsets")) {
            responses += part.path("to").asLong() - part.path("from").asLong();
        }
        return new Run(
                responses,
                now.path("result").path("draft").path("flags").asLong(),
                Duration.between(time(now, "startedAt"), time(now, "finishedAt")),
                cpu.used());
    }

    private static Instant time(JsonNode backtest, String field) {
        return Instant.parse(backtest.path(field).asText());
    }

    private static Map<String, Object> line(String subject, List<Run> runs) {
        double[] speeds = runs.stream().mapToDouble(Run::perSecond).sorted().toArray();
        return row(
                "subject", subject,
                "responses", runs.getFirst().responses(),
                "flags", runs.getFirst().flags(),
                "responsesPerSecond", Medians.of(runs, Run::perSecond),
                "lowest", speeds[0],
                "highest", speeds[speeds.length - 1],
                "ownMicros", Medians.of(runs, run -> run.micros(Service.ALERTING.label())),
                "brokerMicros", Medians.of(runs, run -> run.micros("kafka")));
    }

    private Table table(List<Map<String, Object>> rows) {
        List<Column> columns = List.of(
                new Column("subject", "filter"),
                new Column("responses", "responses"),
                new Column("flags", "flags"),
                new Column("responsesPerSecond", "responses/s"),
                new Column("lowest", "lowest"),
                new Column("highest", "highest"),
                new Column("ownMicros", "alerting CPU us"),
                new Column("brokerMicros", "broker us"));
        return new Table(
                "backtest",
                "Backtests of stored responses",
                columns,
                rows,
                List.of("Medians of %d runs after one that does not count; from startedAt to finishedAt, all overhead"
                                .formatted(bench.plan().rounds())
                        + " within; the service has a heap of 512 MiB."));
    }
}
