package dev.touchline.local;

import dev.touchline.backing.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The database server; ready when every service's database exists. Whoever asks while it is being started waits for
 * that.
 */
final class PostgresMember implements Member {
    private final EmbeddedPostgres postgres;
    private final Path log;

    PostgresMember(StackOptions options) {
        Path directory = options.folder().data(name());
        this.postgres = new EmbeddedPostgres(directory, options.ports().postgres());
        this.log = directory.resolve("postgres.log");
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public synchronized void start() {
        postgres.start();
    }

    @Override
    public void awaitReady(Duration patience) {
        postgres.awaitReady(patience);
        for (Service service : Service.values()) {
            postgres.createDatabase(service.label());
        }
    }

    @Override
    public synchronized boolean alive() {
        return postgres.running();
    }

    @Override
    public synchronized long pid() {
        return postgres.pid();
    }

    @Override
    public void kill9() {
        postgres.kill9();
    }

    @Override
    public void stop() {
        postgres.stop();
    }

    @Override
    public Path log() {
        return log;
    }
}
