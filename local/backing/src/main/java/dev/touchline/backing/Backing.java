package dev.touchline.backing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * Kafka and PostgreSQL for a service's tests: {@code @QuarkusTestResource(Backing.class)}.
 *
 * <p>Both start once per test JVM, with every Kafka topic of the catalogue. The argument {@code database} names the
 * service's database, which is created; without it only Kafka and the token settings are given. Where they run is one
 * switch, the system property {@code touchline.backing}: {@code embedded} (default) or {@code containers} (Maven:
 * {@code -Pcontainers}).
 */
public final class Backing implements QuarkusTestResourceLifecycleManager {
    private static final short ONE_BROKER = 1;

    private String database = "";

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault("database", "");
    }

    @Override
    public Map<String, String> start() {
        BackingSystems systems = startOnce();
        Map<String, String> config = new HashMap<>(TestTokens.config());
        // Free ports: several services' tests may run at once on one machine.
        config.put("quarkus.http.test-port", "0");
        config.put("quarkus.management.test-port", "0");
        config.put("kafka.bootstrap.servers", systems.bootstrap());
        if (!database.isEmpty()) {
            createDatabase(systems, database);
            config.put("quarkus.datasource.jdbc.url", systems.jdbcUrl(database));
            config.put("quarkus.datasource.username", EmbeddedPostgres.USER);
            config.put("quarkus.datasource.password", EmbeddedPostgres.USER);
        }
        return config;
    }

    /** They serve the next test class too, and end with the JVM. */
    @Override
    public void stop() {}

    /** To write to and read from the running Kafka. */
    public static TestKafka kafka() {
        return new TestKafka(BackingSystems.current().bootstrap());
    }

    /** The running broker, to kill and restart it; only when embedded. */
    public static EmbeddedKafka broker() {
        return EmbeddedBacking.kafka();
    }

    /** The running PostgreSQL, to kill and restart it; only when embedded. */
    public static EmbeddedPostgres postgres() {
        return EmbeddedBacking.postgres();
    }

    /** A new connection to a database of the running PostgreSQL, past the service; the caller closes it. */
    public static Connection connect(String database) throws SQLException {
        return connect(BackingSystems.current(), database);
    }

    private static BackingSystems startOnce() {
        synchronized (System.getProperties()) {
            if (!BackingSystems.running()) {
                BackingSystems systems = containers() ? ContainerBacking.start() : EmbeddedBacking.start();
                createTopics(systems);
                systems.remember();
            }
            return BackingSystems.current();
        }
    }

    static boolean containers() {
        return "containers".equals(System.getProperty("touchline.backing", "embedded"));
    }

    private static void createTopics(BackingSystems systems) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", systems.bootstrap()))) {
            TopicCatalogue.load().createMissing(admin, ONE_BROKER);
        }
    }

    private static void createDatabase(BackingSystems systems, String name) {
        Databases.create(() -> connect(systems, "postgres"), name);
    }

    private static Connection connect(BackingSystems systems, String database) throws SQLException {
        return Databases.connect(systems.jdbcUrl(database));
    }
}
