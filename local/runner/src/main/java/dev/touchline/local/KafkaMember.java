package dev.touchline.local;

import dev.touchline.backing.EmbeddedKafka;
import dev.touchline.backing.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** The broker; ready when every Kafka topic exists. Whoever asks while it is being started waits for that. */
final class KafkaMember implements Member {
    private final EmbeddedKafka kafka;
    private final Path log;

    KafkaMember(StackOptions options) {
        Path directory = options.folder().data(name());
        this.kafka = new EmbeddedKafka(
                options.home(),
                directory,
                options.ports().kafka(),
                options.ports().kafkaController());
        this.log = directory.resolve("kafka.log");
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public synchronized void start() {
        kafka.start();
    }

    @Override
    public void awaitReady(Duration patience) {
        kafka.awaitReady(patience);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            TopicCatalogue.load().createMissing(admin, (short) 1);
        }
    }

    @Override
    public synchronized boolean alive() {
        return kafka.running();
    }

    @Override
    public synchronized long pid() {
        return kafka.pid();
    }

    @Override
    public void kill9() {
        kafka.kill9();
    }

    @Override
    public void stop() {
        kafka.stop();
    }

    @Override
    public Path log() {
        return log;
    }
}
