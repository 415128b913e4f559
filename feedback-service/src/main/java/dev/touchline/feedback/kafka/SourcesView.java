package dev.touchline.feedback.kafka;

import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.feedback.core.source.Source;
import dev.touchline.feedback.core.source.Sources;
import dev.touchline.kit.kafka.CompactedView;
import dev.touchline.kit.kafka.KafkaClients;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The sources and their keys in memory, as this instance has read them from Kafka. */
@Singleton
public class SourcesView {
    private final Sources sources = new Sources();
    private final ReadBack readBack = new ReadBack();
    private final Duration patience;
    private final CompactedView view;

    SourcesView(KafkaClients clients, FeedbackConfig config) {
        this.patience = config.readBack();
        this.view = CompactedView.of(clients, "sources-view", List.of(KafkaTopics.FEEDBACK_SOURCES), this::apply);
    }

    void start(@Observes StartupEvent event) {
        view.start();
    }

    void stop(@Observes ShutdownEvent event) {
        view.close();
    }

    public Sources sources() {
        return sources;
    }

    /** Whether every key made before this instance started works here. */
    public boolean loaded() {
        return view.loaded();
    }

    /** Whether this instance has read this version of the source back, or a newer one, within the time allowed. */
    public boolean await(Source source) {
        return readBack.await(() -> version(source.id()) >= source.version(), patience);
    }

    private long version(String id) {
        return sources.source(id).map(Source::version).orElse(0L);
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() != null) {
            Source source = SourceWire.source(record.value());
            if (version(source.id()) < source.version()) {
                sources.put(source);
            }
            readBack.signal();
        }
    }
}
