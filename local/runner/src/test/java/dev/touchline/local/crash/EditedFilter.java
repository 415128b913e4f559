package dev.touchline.local.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.LocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which needs of {@link FilterEdits#FILTER} must stand: of every response the newest revision, judged by the version
 * that was in force when that was received. Both are read from what was published, and judged here a second time.
 *
 * @param versions from when each is in force, and what it says
 */
record EditedFilter(NavigableMap<Long, Version> versions) {
    /** A publication counts when it is as old as this by the broker's clock. */
    private static final Duration SETTLES = Duration.ofMillis(1_300);

    /** @param bar at and below it a rating is poor; empty when the filter is off */
    record Version(Instant inForce, Optional<Double> bar) {
        Version earlier(Version other) {
            return inForce.isBefore(other.inForce) ? this : other;
        }
    }

    static SortedMap<UUID, StandingNeed> expected(LocalStack stack, Map<String, Posted> events) {
        EditedFilter filter = published(WholeTopic.records(stack.kafkaBootstrap(), "alerting.filters"));
        return filter.needs(newest(received(stack), events));
    }

    static EditedFilter published(List<ConsumerRecord<String, String>> records) {
        NavigableMap<Long, Version> versions = new TreeMap<>();
        for (ConsumerRecord<String, String> record : records) {
            JsonNode edition = WholeTopic.json(record);
            if (edition.path("filterId").asText().equals(FilterEdits.FILTER)) {
                Instant effective = Instant.parse(edition.path("effectiveFrom").asText());
                Instant settled = Instant.ofEpochMilli(record.timestamp()).plus(SETTLES);
                versions.merge(
                        edition.path("version").asLong(),
                        new Version(effective.isAfter(settled) ? effective : settled, bar(edition)),
                        Version::earlier);
            }
        }
        return new EditedFilter(versions);
    }

    private static Optional<Double> bar(JsonNode edition) {
        JsonNode definition = edition.path("definition");
        return definition.path("enabled").asBoolean()
                ? Optional.of(
                        definition.path("when").path("each").path("scoreAtMost").asDouble())
                : Optional.empty();
    }

    /** A repeated post may be published twice; its first record is the one that counts. */
    private static Map<String, Instant> received(LocalStack stack) {
        Map<String, Instant> received = new HashMap<>();
        for (JsonNode record : WholeTopic.values(stack.kafkaBootstrap(), "survey.responses")) {
            received.putIfAbsent(
                    record.path("eventId").asText(),
                    Instant.parse(record.path("receivedAt").asText()));
        }
        return received;
    }

    private record Received(Posted post, Instant at) {}

    private static Collection<Received> newest(Map<String, Instant> received, Map<String, Posted> events) {
        Map<String, Received> newest = new HashMap<>();
        events.forEach((event, post) -> {
            Instant at = received.get(event);
            if (at != null) {
                newest.merge(
                        post.responseId(),
                        new Received(post, at),
                        (one, other) ->
                                one.post().updatedAt().isAfter(other.post().updatedAt()) ? one : other);
            }
        });
        return newest.values();
    }

    private SortedMap<UUID, StandingNeed> needs(Collection<Received> responses) {
        SortedMap<UUID, StandingNeed> needs = new TreeMap<>();
        for (Received response : responses) {
            Posted post = response.post();
            if (post.ratings().containsKey(SurveyPlan.COURTESY)
                    && barAt(response.at())
                            .filter(bar -> post.score(SurveyPlan.COURTESY) <= bar)
                            .isPresent()) {
                UUID id = NeedIds.of(FilterEdits.FILTER, post.agent(), SurveyPlan.COURTESY, post.responseId());
                needs.put(
                        id,
                        StandingNeed.of(
                                id,
                                FilterEdits.FILTER,
                                post.agent(),
                                SurveyPlan.COURTESY,
                                Map.of(post.responseId(), post.score(SurveyPlan.COURTESY))));
            }
        }
        return needs;
    }

    /** At and below it a rating is poor; empty while the filter is off or does not exist yet. */
    Optional<Double> barAt(Instant receivedAt) {
        return versions.descendingMap().values().stream()
                .filter(version -> !version.inForce().isAfter(receivedAt))
                .findFirst()
                .flatMap(Version::bar);
    }
}
