package dev.touchline.local.replay;

import dev.touchline.local.Api;
import dev.touchline.local.LocalEnv;
import dev.touchline.local.identity.Persona;
import dev.touchline.local.replay.RowMapper.Mapped;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;

/** Posts the responses of a file to a running stack, in the order of the file. */
public final class Replay {
    private final LocalEnv stack;
    private final ReplayOptions options;
    private final PrintStream out;
    private final Tally tally = new Tally();

    public Replay(LocalEnv stack, ReplayOptions options, PrintStream out) {
        this.stack = stack;
        this.options = options;
        this.out = out;
    }

    /**
     * Runs to the end of the file.
     *
     * @return 0 when everything was taken (accepted or parked), 1 when something was not
     * @throws IOException in words when the file, the mapping or the stack cannot be used
     */
    public int run() throws IOException, InterruptedException {
        try {
            return replay();
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private int replay() throws IOException, InterruptedException {
        PastResponses responses = PastResponses.of(PastFile.open(options.file()), mapping());
        Scan scan = Scan.of(responses);
        Report report = new Report(out, scan, tally);
        report.begin(options.file());
        if (scan.responses() == 0) {
            return 1;
        }
        Api api = new Api(stack.url());
        if (options.team() != null) {
            String admin = api.token(Persona.of("admin"));
            int registered = new RosterImport(api, admin).register(scan.agents(), options.team());
            out.printf("Registered %d agents in team %s.%n", registered, options.team());
        }
        post(
                responses,
                new Poster(api, options.key() == null ? stack.sourceKey() : options.key(), tally),
                scan,
                report);
        report.end();
        return tally.rejected() == 0 && scan.unreadable().isEmpty() ? 0 : 1;
    }

    private @org.jspecify.annotations.Nullable Mapping mapping() throws IOException {
        Path file = options.mapping();
        return file == null ? null : Mapping.parse(Files.readString(file));
    }

    private void post(PastResponses responses, Poster poster, Scan scan, Report report)
            throws IOException, InterruptedException {
        Instant begin = Instant.now();
        Duration shift = options.rebase() ? Duration.between(scan.last(), begin) : Duration.ZERO;
        try (Stream<Mapped> rows = responses.all()) {
            for (Iterator<Mapped> each = rows.iterator(); each.hasNext(); ) {
                if (each.next() instanceof Mapped.Response row) {
                    awaitTurn(row.response().respondedAt(), scan.first(), begin, poster);
                    poster.add(row.response().shifted(shift));
                    report.progress();
                }
            }
        }
        poster.flush();
    }

    /** At a chosen speed a response is posted when its time has come, with those before it that are still waiting. */
    private void awaitTurn(Instant respondedAt, Instant first, Instant begin, Poster poster)
            throws IOException, InterruptedException {
        if (options.speed() > 0) {
            double sinceFirst = Duration.between(first, respondedAt).toMillis() / options.speed();
            Duration left = Duration.between(Instant.now(), begin.plusMillis(Math.round(sinceFirst)));
            if (left.isPositive()) {
                poster.flush();
                Thread.sleep(left);
            }
        }
    }
}
