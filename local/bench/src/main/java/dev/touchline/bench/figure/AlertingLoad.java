package dev.touchline.bench.figure;

import dev.touchline.alerting.core.Filter;
import dev.touchline.alerting.core.Histogram;
import dev.touchline.alerting.core.Snapshot;
import dev.touchline.alerting.json.DefinitionWriter;
import dev.touchline.alerting.json.FilterJson;
import dev.touchline.alerting.json.SnapshotJson;
import dev.touchline.bench.load.FilterMix;
import dev.touchline.bench.stack.Earlier;
import dev.touchline.bench.stack.Teams;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Months of a large contact center, and what alerting judges them by: 5,000 agents in 50 teams with eight responses a
 * day each, in order of time, received as they were given; filters and baselines published in their time.
 */
final class AlertingLoad {
    static final String RESPONSES = "survey.responses";

    /** How many agents stand for each one of the samples'. */
    static final int COPIES = 5;

    static final int AGENTS = 5_000;

    /** Between two responses of the whole organisation. */
    static final Duration STEP = Duration.ofDays(1).dividedBy(8 * AGENTS);

    private static final int SNAPSHOT_EVERY_DAYS = 7;
    private static final int PARTITIONS = 12;

    /** How many of a thousand colleagues' ratings in a partition lie at each point. */
    private static final int[][] USUAL = {{0, 20}, {25, 50}, {50, 130}, {75, 350}, {100, 450}};

    private final String bootstrap;

    AlertingLoad(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** The samples of so many agents as a thousand, to be written to that Kafka topic. */
    static List<ProducerRecord<byte[], byte[]>> patterns(
            List<ConsumerRecord<byte[], byte[]>> samples, String kafkaTopic) {
        return samples.stream()
                .filter(sample -> Integer.parseInt(new String(sample.key()).substring(2)) < AGENTS / COPIES)
                .map(sample ->
                        new ProducerRecord<>(kafkaTopic, null, null, sample.key(), sample.value(), sample.headers()))
                .toList();
    }

    void publish(List<Filter> filters, Instant at) throws IOException, InterruptedException {
        new Earlier(bootstrap, "alerting.filters")
                .publish(filters.stream()
                        .map(filter -> new Earlier.Published(
                                at,
                                FilterJson.key(filter.id(), filter.version()),
                                FilterJson.write(
                                        filter.id(),
                                        filter.version(),
                                        filter.effectiveFrom(),
                                        false,
                                        DefinitionWriter.write(filter.definition()))))
                        .toList());
    }

    /** What is usual in each team, for responses of that time. */
    void publishBaselines(Instant from, Instant to) throws IOException, InterruptedException {
        List<Earlier.Published> snapshots = new ArrayList<>();
        for (Instant at = from; at.isBefore(to); at = at.plus(Duration.ofDays(SNAPSHOT_EVERY_DAYS))) {
            long day = at.getEpochSecond() / Duration.ofDays(1).toSeconds() - 2;
            Instant published = Instant.EPOCH.plus(Duration.ofDays(day + 1));
            groups().flatMap(group -> IntStream.range(0, PARTITIONS)
                            .mapToObj(partition -> new Snapshot(group, day, partition, usual())))
                    .map(snapshot ->
                            new Earlier.Published(published, SnapshotJson.key(snapshot), SnapshotJson.write(snapshot)))
                    .forEach(snapshots::add);
        }
        new Earlier(bootstrap, "alerting.baselines").publish(snapshots);
    }

    private static Stream<Snapshot.Group> groups() {
        return FilterMix.TOPICS.stream()
                .flatMap(topic -> IntStream.range(0, Teams.TEAMS)
                        .mapToObj(team -> new Snapshot.Group(Optional.of(Teams.team(team)), topic)));
    }

    private static Histogram usual() {
        Histogram ratings = Histogram.EMPTY;
        for (int[] point : USUAL) {
            ratings = ratings.plus(point[0], point[1]);
        }
        return ratings;
    }
}
