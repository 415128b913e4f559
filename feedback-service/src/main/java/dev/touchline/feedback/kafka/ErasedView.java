package dev.touchline.feedback.kafka;

import dev.touchline.feedback.core.erasure.ResponseName;
import dev.touchline.kit.Uuid5;
import dev.touchline.kit.kafka.CompactedView;
import dev.touchline.kit.kafka.KafkaClients;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The responses whose words are erased, in memory, for what is told without asking the database. */
@Singleton
public class ErasedView {
    /** An id of each: a fraction of its name, and there may be many over the years. */
    private final Set<UUID> erased = ConcurrentHashMap.newKeySet();

    private final List<Consumer<ResponseName>> listeners = new CopyOnWriteArrayList<>();
    private final CompactedView view;

    ErasedView(KafkaClients clients) {
        this.view = CompactedView.of(clients, "erased-view", List.of(KafkaTopics.PRIVACY_ERASURES), this::apply);
    }

    void start(@Observes StartupEvent event) {
        view.start();
    }

    void stop(@Observes ShutdownEvent event) {
        view.close();
    }

    /** Whether everything erased before this instance started is known here. */
    public boolean loaded() {
        return view.loaded();
    }

    public boolean contains(String source, String responseId) {
        return !erased.isEmpty() && erased.contains(id(source, responseId));
    }

    /** Tells of every response that is erased from now on, on the view's thread: it must be quick. */
    public void onErased(Consumer<ResponseName> listener) {
        listeners.add(listener);
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        ResponseName name = ErasureWire.name(record.value());
        if (erased.add(id(name.source(), name.responseId()))) {
            listeners.forEach(listener -> listener.accept(name));
        }
    }

    private static UUID id(String source, String responseId) {
        return Uuid5.of(source, responseId);
    }
}
