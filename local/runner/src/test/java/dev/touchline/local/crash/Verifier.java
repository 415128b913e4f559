package dev.touchline.local.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchline.local.LocalStack;
import dev.touchline.local.crash.Difference.Sort;
import dev.touchline.local.crash.Supervisors.Grant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

/** Compares everything that stands in Kafka and PostgreSQL for some agents with what the oracle expects. */
final class Verifier {
    private final LocalStack stack;
    private final Set<String> agents;
    private final Collection<? extends Rule> rules;

    /** @param agents only what concerns them is looked at */
    Verifier(LocalStack stack, Collection<String> agents, Collection<? extends Rule> rules) {
        this.stack = stack;
        this.agents = Set.copyOf(agents);
        this.rules = rules;
    }

    /**
     * Everything that differs; empty when all is as it must be. Looks once, so the stack must have settled.
     *
     * @param events the accepted posts by event id
     */
    List<Difference> differences(Map<String, Posted> events, List<Grant> grants) {
        Collection<Posted> posts = events.values();
        SortedMap<UUID, StandingNeed> expected = CrashOracle.expected(posts, rules);
        expected.putAll(EditedFilter.expected(stack, events));
        List<Difference> differences = new ArrayList<>(published(events.keySet()));
        Fold told = Fold.of(ofOurAgents("coaching.needed"));
        differences.addAll(told.differences());
        differences.addAll(Needs.compare("coaching.needed", expected, told.standing()));
        differences.addAll(CoachingTables.compare(stack, agents, expected, newest(posts)));
        differences.addAll(GoalsTables.compare(stack, agents, expected));
        differences.addAll(Outcomes.compare(ofOurAgents("coaching.outcomes"), grants));
        differences.addAll(deadLetters());
        return differences;
    }

    /** A repeated post may be there twice, that is what its event id is for. */
    private List<Difference> published(Set<String> eventIds) {
        Set<String> found = new HashSet<>();
        ofOurAgents("survey.responses")
                .forEach(record -> found.add(record.path("eventId").asText()));
        List<Difference> differences = new ArrayList<>();
        eventIds.stream()
                .filter(id -> !found.contains(id))
                .forEach(id -> differences.add(new Difference(Sort.LOST, "survey.responses", id)));
        found.stream()
                .filter(id -> !eventIds.contains(id))
                .forEach(id -> differences.add(new Difference(Sort.EXTRA, "survey.responses", id)));
        return differences;
    }

    private List<Difference> deadLetters() {
        List<Difference> differences = new ArrayList<>();
        for (String source : List.of("survey.responses", "coaching.needed", "coaching.outcomes")) {
            int dead =
                    WholeTopic.values(stack.kafkaBootstrap(), source + ".dlq").size();
            if (dead > 0) {
                differences.add(new Difference(Sort.EXTRA, source + ".dlq", dead + " dead letters"));
            }
        }
        return differences;
    }

    private List<JsonNode> ofOurAgents(String kafkaTopic) {
        return WholeTopic.values(stack.kafkaBootstrap(), kafkaTopic).stream()
                .filter(record ->
                        agents.contains(record.path("agent").path("id").asText()))
                .toList();
    }

    private static Collection<Posted> newest(Collection<Posted> posts) {
        Map<String, Posted> newest = new HashMap<>();
        posts.forEach(post -> newest.merge(
                post.responseId(), post, (one, other) -> one.updatedAt().isAfter(other.updatedAt()) ? one : other));
        return newest.values();
    }
}
