package dev.touchline.backing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** The Kafka topics of Touchline, read from events/topics.yaml. */
public record TopicCatalogue(List<KafkaTopic> topics) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RESOURCE = "/events/topics.yaml";

    /** Copies the list. */
    public TopicCatalogue {
        topics = List.copyOf(topics);
    }

    /** Reads the catalogue from the classpath. */
    public static TopicCatalogue load() {
        try (InputStream in = TopicCatalogue.class.getResourceAsStream(RESOURCE)) {
            return parse(new YAMLMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + RESOURCE, e);
        }
    }

    private static TopicCatalogue parse(JsonNode root) {
        List<KafkaTopic> topics = new ArrayList<>();
        for (JsonNode topic : root.required("topics")) {
            topics.add(new KafkaTopic(
                    topic.required("name").asText(),
                    topic.required("key").asText(),
                    root.required("partitions").asInt(),
                    config(root, topic)));
        }
        return new TopicCatalogue(topics);
    }

    private static Map<String, String> config(JsonNode root, JsonNode topic) {
        String cleanup = topic.required("cleanup").asText();
        Map<String, String> config = new HashMap<>();
        config.put("message.timestamp.type", root.required("timestampType").asText());
        config.put("cleanup.policy", cleanup);
        if (topic.has("retention")) {
            Duration retention = Duration.parse(topic.get("retention").asText());
            config.put("retention.ms", Long.toString(retention.toMillis()));
        }
        root.required("settings")
                .required(cleanup)
                .properties()
                .forEach(setting ->
                        config.put(setting.getKey(), setting.getValue().asText()));
        return config;
    }

    /**
     * Creates what is missing; what exists stays as it is. Safe to call again and from several processes.
     *
     * @param replicationFactor copies of each partition; 1 on a single broker
     */
    public void createMissing(Admin admin, short replicationFactor) {
        try {
            Set<String> existing = listed(admin);
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic ->
                            new NewTopic(topic.name(), topic.partitions(), replicationFactor).configs(topic.config()))
                    .toList();
            for (var creation : admin.createTopics(missing).values().values()) {
                awaitCreated(creation);
            }
            awaitServed(admin, missing);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka topics could not be created", e.getCause());
        } catch (InterruptedException e) {
            throw Child.interrupted(e);
        }
    }

    /**
     * Created means that the controller knows it. A record sent now may still meet a broker that doesn't, so this waits
     * until the brokers list every new Kafka topic and its leaders answer for their offsets.
     */
    private static void awaitServed(Admin admin, List<NewTopic> created)
            throws ExecutionException, InterruptedException {
        Set<String> names = created.stream().map(NewTopic::name).collect(Collectors.toSet());
        if (!Patience.until(PATIENCE, () -> listed(admin).containsAll(names))) {
            throw new IllegalStateException("Kafka does not list its new topics after " + PATIENCE);
        }
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (NewTopic topic : created) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        admin.listOffsets(partitions).all().get();
    }

    private static Set<String> listed(Admin admin) {
        try {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not list its topics", e.getCause());
        } catch (InterruptedException e) {
            throw Child.interrupted(e);
        }
    }

    private static void awaitCreated(KafkaFuture<Void> creation) throws ExecutionException, InterruptedException {
        try {
            creation.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
