package dev.touchline.backing;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The broker's settings: one node that is its own quorum, quick to come back, small on a laptop. */
final class KafkaNode {
    private KafkaNode() {}

    static Map<String, String> properties(int port, int controllerPort, Path data) {
        Map<String, String> all = new TreeMap<>();
        all.putAll(node(port, controllerPort, data));
        all.putAll(ALONE);
        all.putAll(QUICK);
        all.putAll(SMALL);
        return all;
    }

    private static Map<String, String> node(int port, int controllerPort, Path data) {
        return Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort),
                "log.dirs", data.toString(),
                "auto.create.topics.enable", "false");
    }

    /** Internal Kafka topics ask for three replicas unless told otherwise. */
    private static final Map<String, String> ALONE = Map.of(
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1");

    /**
     * Waits that make sense in a data center: for a group to gather, for a dead broker's session (a restart after kill
     * -9 waits that long for its own earlier self), and between transactions (20 ms of every hop).
     */
    private static final Map<String, String> QUICK = Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "broker.session.timeout.ms", "3000",
            "broker.heartbeat.interval.ms", "1000",
            "add.partitions.to.txn.retry.backoff.ms", "1");

    private static final Map<String, String> SMALL = Map.of(
            "offsets.topic.num.partitions", "12",
            "transaction.state.log.num.partitions", "12",
            "share.coordinator.state.topic.num.partitions", "12",
            "transaction.state.log.segment.bytes", "16777216",
            "offsets.topic.segment.bytes", "16777216",
            "log.segment.bytes", "67108864",
            "log.index.size.max.bytes", "1048576",
            "log.cleaner.dedupe.buffer.size", "16777216",
            "num.recovery.threads.per.data.dir", "2");
}
