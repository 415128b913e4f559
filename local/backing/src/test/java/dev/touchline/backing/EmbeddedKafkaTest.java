package dev.touchline.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path HOME = Path.of(System.getProperty("touchline.home"));

    @TempDir
    Path temp;

    private EmbeddedKafka kafka;

    @BeforeEach
    void aDirectoryWithASpace() {
        kafka = new EmbeddedKafka(HOME, temp.resolve("a path with spaces"), 0, 0).startingQuickly();
    }

    @AfterEach
    void nothingStays() {
        kafka.kill9();
    }

    @Test
    void acknowledgedRecordsSurviveKill9() {
        // given
        kafka.start().awaitReady(PATIENCE);
        createTopics();
        TestKafka client = new TestKafka(kafka.bootstrap());
        client.produce("coaching.needed", "a-17", "{\"n\":1}", "test");
        long before = kafka.pid();

        // when
        kafka.restart(PATIENCE);

        // then
        assertThat(kafka.pid()).isNotEqualTo(before);
        client.produce("coaching.needed", "a-17", "{\"n\":2}", "test");
        assertThat(client.consumeAll("coaching.needed"))
                .extracting(Received::value)
                .containsExactly("{\"n\":1}", "{\"n\":2}");
    }

    @Test
    void theCatalogueIsCreatedAsWrittenAndASecondTimeChangesNothing() throws Exception {
        // given
        kafka.start().awaitReady(PATIENCE);
        TopicCatalogue catalogue = TopicCatalogue.load();

        // when
        createTopics();
        createTopics();

        // then
        try (Admin admin = admin()) {
            Collection<ConfigResource> resources = catalogue.topics().stream()
                    .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                    .toList();
            var configs = admin.describeConfigs(resources).all().get();
            for (KafkaTopic topic : catalogue.topics()) {
                var actual = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
                assertThat(topic.config())
                        .allSatisfy((key, value) -> assertThat(actual.get(key).value())
                                .as(topic.name() + " " + key)
                                .isEqualTo(value));
            }
            var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();
            assertThat(features.get("transaction.version").maxVersionLevel()).isGreaterThanOrEqualTo((short) 2);
        }
    }

    @Test
    void aStoppedBrokerGoesOnWithItsDataAndIsNotFormattedAgain() throws Exception {
        // given
        kafka.start().awaitReady(PATIENCE);
        createTopics();
        Path meta = temp.resolve("a path with spaces/data/meta.properties");
        String formatted = Files.readString(meta);

        // when
        kafka.stop();
        assertThat(kafka.running()).isFalse();
        kafka.start().awaitReady(PATIENCE);

        // then
        assertThat(Files.readString(meta)).isEqualTo(formatted);
        assertThat(new TestKafka(kafka.bootstrap()).consumeAll("roster")).isEmpty();
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // given
            EmbeddedKafka second = new EmbeddedKafka(HOME, temp.resolve("second"), other.getLocalPort(), 0);

            // then
            assertThatThrownBy(second::start)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("Port %d on 127.0.0.1 is taken, so Kafka can't listen on it"
                            .formatted(other.getLocalPort()));
        }
    }

    private void createTopics() {
        try (Admin admin = admin()) {
            TopicCatalogue.load().createMissing(admin, (short) 1);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()));
    }
}
