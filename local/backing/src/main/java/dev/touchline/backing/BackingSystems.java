package dev.touchline.backing;

import java.util.Map;

/**
 * The running Kafka and PostgreSQL of this test JVM, wherever they run.
 *
 * @param bootstrap for {@code bootstrap.servers}
 * @param postgresHost host of PostgreSQL
 * @param postgresPort port of PostgreSQL
 */
record BackingSystems(String bootstrap, String postgresHost, int postgresPort) {
    private static final String BOOTSTRAP = "touchline.backing.running.kafka";
    private static final String HOST = "touchline.backing.running.postgres.host";
    private static final String PORT = "touchline.backing.running.postgres.port";

    /** Remembered in system properties: each Quarkus class loader has its own copy of every static field. */
    void remember() {
        Map.of(BOOTSTRAP, bootstrap, HOST, postgresHost, PORT, Integer.toString(postgresPort))
                .forEach(System::setProperty);
    }

    static boolean running() {
        return System.getProperty(BOOTSTRAP) != null;
    }

    static BackingSystems current() {
        if (!running()) {
            throw new IllegalStateException("Nothing runs: annotate the test with @QuarkusTestResource(Backing.class)");
        }
        return new BackingSystems(System.getProperty(BOOTSTRAP), System.getProperty(HOST), Integer.getInteger(PORT));
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(postgresHost, postgresPort, database);
    }
}
