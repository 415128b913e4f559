package dev.touchline.feedback.kafka;

import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.feedback.config.Secrets;
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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The sources with their keys and mappings in memory, as this instance has read them from Kafka. */
@Singleton
public class SourcesView {
    private static final Logger LOG = Logger.getLogger(SourcesView.class);

    private final Sources sources = new Sources();
    private final Map<String, LiveSource> live = new ConcurrentHashMap<>();
    private final Secrets secrets;
    private final ReadBack readBack = new ReadBack();
    private final Duration patience;
    private final CompactedView view;

    SourcesView(KafkaClients clients, FeedbackConfig config, Secrets secrets) {
        this.secrets = secrets;
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

    /** The source as it is served here, mapping and secrets included; null for one that nobody knows. */
    public @Nullable LiveSource live(String id) {
        return live.get(id);
    }

    /** Whether some source is not served as its settings want it. */
    public boolean degraded() {
        return live.values().stream().anyMatch(LiveSource::degraded);
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
                put(source);
            }
            readBack.signal();
        }
    }

    /** What is served is there before {@link #await} sees the version. */
    private void put(Source source) {
        LiveSource next = LiveSource.of(source, live.get(source.id()), secrets);
        if (next.degraded()) {
            LOG.errorf("Source is not served as it is set source=%s version=%d", source.id(), source.version());
        }
        live.put(source.id(), next);
        sources.put(source);
    }
}
