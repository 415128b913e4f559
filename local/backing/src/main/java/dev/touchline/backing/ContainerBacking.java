package dev.touchline.backing;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The same systems in containers of the official images, for who has a Docker engine. Testcontainers itself removes
 * them after this JVM.
 */
final class ContainerBacking {
    private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.2.1");
    private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:18");
    private static final int POSTGRES_PORT = 5432;

    private ContainerBacking() {}

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @SuppressWarnings("resource") // They live as long as the JVM.
    static BackingSystems start() {
        KafkaContainer kafka = new KafkaContainer(KAFKA)
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_ADD_PARTITIONS_TO_TXN_RETRY_BACKOFF_MS", "1");
        PostgreSQLContainer postgres = new PostgreSQLContainer(POSTGRES)
                .withUsername(EmbeddedPostgres.USER)
                .withPassword(EmbeddedPostgres.USER)
                .withDatabaseName("postgres");
        kafka.start();
        postgres.start();
        return new BackingSystems(
                kafka.getBootstrapServers(), postgres.getHost(), postgres.getMappedPort(POSTGRES_PORT));
    }
}
