package dev.touchline.bench.figure;

import dev.touchline.bench.http.HttpLoop;
import dev.touchline.bench.load.OpenLoop;
import dev.touchline.bench.load.RequestSource;
import dev.touchline.bench.load.RequestTemplate;
import dev.touchline.bench.load.Schedule;
import dev.touchline.bench.report.Table;
import dev.touchline.bench.stack.BenchStack;
import dev.touchline.bench.stack.CpuMeter;
import dev.touchline.bench.stack.Teams;
import dev.touchline.local.Service;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * POST → the item stands in the queue that a supervisor watches, through all services. Open loop; every post opens an
 * item; one team in ten is watched by a long poll each.
 */
public final class LatencyFigure {
    private static final int[] RATES = {200, 500};
    private static final int WATCH_EVERY = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Alerting says in two minutes what it heard in an interval of five, see docs/adr/0010. */
    private static final Duration SAID_WITHIN = Duration.ofMinutes(2);

    private static final int ACCEPTED = 202;

    private final Bench bench;
    private final List<RequestTemplate> templates;
    private final List<LatencyRun> runs = new ArrayList<>();
    private int pairsUsed;

    public LatencyFigure(Bench bench) {
        this.bench = bench;
        this.templates = bench.posts().poor();
    }

    /** Latency, hops and CPU, each a table. */
    public List<Table> run() throws IOException, InterruptedException {
        try (HttpLoop watchLoop = new HttpLoop()) {
            List<String> tokens = new ArrayList<>();
            for (int team = 0; team < Teams.TEAMS; team += WATCH_EVERY) {
                tokens.add(bench.stack().token("supervisor:" + Teams.team(team)));
            }
            int most = RATES[RATES.length - 1];
            bench.progress().say("latency: warming up at %d/s".formatted(most));
            load(watchLoop, tokens, most, warmUp(Instant.now(), bench.plan()));
            Thread.sleep(rest(Instant.now(), bench.plan()));
            for (int rate : RATES) {
                bench.progress().say("latency: measuring at %d/s".formatted(rate));
                runs.add(load(watchLoop, tokens, rate, bench.plan().latency()));
            }
        }
        List<Table> tables = new ArrayList<>(LatencyTables.of(runs));
        tables.add(LatencyTables.beside(runs.getLast(), bare()));
        return tables;
    }

    /**
     * Until all that is said of an interval was said once; it takes some time for its interval to have something to
     * say.
     */
    static Duration warmUp(Instant now, Plan plan) {
        return plan.interval().isZero()
                ? plan.warm()
                : plan.warm().plus(toNext(now.plus(plan.warm()), plan)).plus(SAID_WITHIN);
    }

    /** Until the next interval begins, so that what is said of the one before falls into what is measured. */
    private static Duration rest(Instant now, Plan plan) {
        return plan.interval().isZero() ? Duration.ZERO : toNext(now, plan);
    }

    private static Duration toNext(Instant time, Plan plan) {
        long interval = plan.interval().toMillis();
        return Duration.ofMillis(interval - time.toEpochMilli() % interval);
    }

    /** The highest rate again, without our work; all of ours is stopped meanwhile. */
    private Histogram bare() throws IOException, InterruptedException {
        int rate = RATES[RATES.length - 1];
        bench.progress().say("latency: a bare pipeline at %d/s".formatted(rate));
        List<Service> ours = List.of(Service.values());
        bench.stack().stop(ours);
        try (BarePipeline pipeline = new BarePipeline(bench)) {
            pipeline.run(templates, rate, bench.plan().warm().multipliedBy(2));
            return pipeline.run(templates, rate, bench.plan().latency());
        } finally {
            for (Service service : ours) {
                bench.stack().restart(service, Map.of());
            }
        }
    }

    private LatencyRun load(HttpLoop watchLoop, List<String> tokens, int rate, Duration time)
            throws InterruptedException {
        int count = (int) (rate * time.toSeconds());
        int firstPair = pairsUsed;
        pairsUsed += count;
        long firstId = bench.ids().getAndAdd(count);
        Sightings sightings = new Sightings(firstId, count);
        List<QueueWatch> watches = watch(watchLoop, tokens, sightings);
        try (Hops hops = new Hops(bench.stack())) {
            CpuMeter cpu = CpuMeter.start(bench.stack().pids());
            RequestSource source = RequestSource.posts(
                    templates,
                    firstId,
                    id -> bench.pairs().agent(firstPair + id - firstId),
                    id -> bench.pairs().topic(firstPair + id - firstId));
            OpenLoop.Run posted = post(source, rate, count);
            Map<String, Duration> used = cpu.used();
            int[] watched = watched(firstPair, count);
            awaitAll(sightings, watched.length);
            return new LatencyRun(
                    rate,
                    firstId,
                    posted,
                    watched,
                    sightings,
                    new LatencyRun.Appends(hops.published(), hops.raised(), wallClock()),
                    used);
        } finally {
            watchLoop.call(() -> {
                watches.forEach(QueueWatch::stop);
                return watches.size();
            });
        }
    }

    /** What to add to {@link System#nanoTime} for nanoseconds of the epoch. */
    static long wallClock() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano() - System.nanoTime();
    }

    private OpenLoop.Run post(RequestSource source, int rate, int count) throws InterruptedException {
        Schedule schedule = Schedule.evenly(System.nanoTime() + 100_000_000L, rate);
        return OpenLoop.run(
                bench.loop(), bench.stack().address(Service.FEEDBACK), source, schedule, count, ACCEPTED, PATIENCE);
    }

    private List<QueueWatch> watch(HttpLoop watchLoop, List<String> tokens, Sightings sightings) {
        BenchStack stack = bench.stack();
        return watchLoop.call(() -> {
            List<QueueWatch> watches = new ArrayList<>();
            for (int i = 0; i < tokens.size(); i++) {
                QueueWatch watch = new QueueWatch(
                        watchLoop.connect(stack.address(Service.COACHING)),
                        stack.authority(Service.COACHING),
                        "/api/coaching/v1/teams/" + Teams.team(i * WATCH_EVERY) + "/queue?kind=coaching",
                        tokens.get(i),
                        sightings);
                watch.start();
                watches.add(watch);
            }
            return watches;
        });
    }

    /** Which posts go to a watched team: a random tenth, as the pairs are in random order. */
    private int[] watched(int firstPair, int count) {
        return IntStream.range(0, count)
                .filter(i -> Teams.teamOf(bench.pairs().agent(firstPair + i)) % WATCH_EVERY == 0)
                .toArray();
    }

    private static void awaitAll(Sightings sightings, int expected) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (sightings.seen() < expected && sightings.failure() == null && System.nanoTime() < until) {
            Thread.sleep(50);
        }
    }
}
