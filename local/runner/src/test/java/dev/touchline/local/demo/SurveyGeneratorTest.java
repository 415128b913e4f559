package dev.touchline.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.local.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SurveyGeneratorTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Organisation DEMO = Organisation.demo();

    @Test
    void theSameSeedGivesTheSameResponses() {
        assertThat(responses(7, 500)).isEqualTo(responses(7, 500));
    }

    @Test
    void anotherSeedGivesOthers() {
        assertThat(responses(7, 50)).isNotEqualTo(responses(8, 50));
    }

    @Test
    void thereAreThreeTeamsAndFiftyAgentsWithNamesAndAliasesOfTheirOwn() {
        assertThat(DEMO.teams()).extracting(Organisation.Team::id).containsExactly("billing", "technical", "retention");
        assertThat(DEMO.agents()).hasSize(50);
        assertThat(DEMO.agents()).extracting(Organisation.Agent::name).doesNotHaveDuplicates();
        assertThat(DEMO.agents()).extracting(Organisation.Agent::email).doesNotHaveDuplicates();
        assertThat(DEMO.agents())
                .filteredOn(Organisation.Agent::weakInProductKnowledge)
                .hasSize(5);
    }

    @Test
    void thereAreSeveralHundredDifferentComments() {
        Set<Object> comments = new HashSet<>();
        for (Map<String, Object> response : responses(7, 3000)) {
            comments.add(response.get("comment"));
        }

        comments.remove(null);
        assertThat(comments).hasSizeGreaterThan(700);
    }

    @Test
    void everyCombinationOfTeamTopicAndMoodHasWords() {
        Comments comments = Comments.shipped();
        for (Organisation.Team team : DEMO.teams()) {
            for (String topic : List.of(
                    "product-knowledge", "resolution", "courtesy", "clarity", "effort", "wait-time", "overall")) {
                for (Mood mood : Mood.values()) {
                    for (int seed = 0; seed < 20; seed++) {
                        assertThat(comments.write(team.id(), topic, mood, new java.util.Random(seed)))
                                .isNotBlank();
                    }
                }
            }
        }
    }

    @Test
    void onlyTheFiveWeakAgentsKeepBeingMarkedDownForProductKnowledge() {
        Map<String, Double> poorShare = responses(7, 20_000).stream()
                .map(response -> new Rated(agentOf(response), productKnowledge(response)))
                .filter(rated -> rated.value() > 0)
                .collect(Collectors.groupingBy(
                        Rated::agent, Collectors.averagingDouble(rated -> rated.value() <= 2 ? 1 : 0)));

        List<String> weak = DEMO.agents().stream()
                .filter(Organisation.Agent::weakInProductKnowledge)
                .map(Organisation.Agent::id)
                .toList();
        assertThat(poorShare).hasSize(50);
        poorShare.forEach((agent, share) -> {
            if (weak.contains(agent)) {
                assertThat(share).as(agent).isGreaterThan(0.4);
            } else {
                assertThat(share).as(agent).isLessThan(0.2);
            }
        });
    }

    @Test
    void theContactEndedAFewMinutesBeforeTheAnswer() {
        for (Map<String, Object> response : responses(7, 200)) {
            Instant endedAt = Instant.parse(Json.read(Json.write(response))
                    .path("interaction")
                    .path("endedAt")
                    .asText());
            assertThat(endedAt).isBetween(NOW.minusSeconds(9 * 60), NOW.minusSeconds(59));
        }
    }

    private record Rated(String agent, int value) {}

    private static List<Map<String, Object>> responses(long seed, int count) {
        SurveyGenerator generator = new SurveyGenerator(DEMO, seed, "run");
        List<Map<String, Object>> responses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            responses.add(generator.next(NOW));
        }
        return responses;
    }

    private static String agentOf(Map<String, Object> response) {
        var agent = Json.read(Json.write(response)).path("agent");
        String email = agent.path("alias").path("value").asText();
        return email.isEmpty()
                ? agent.path("id").asText()
                : DEMO.agents().stream()
                        .filter(each -> Objects.equals(each.email(), email))
                        .findFirst()
                        .orElseThrow()
                        .id();
    }

    /** 0 when the topic was not asked. */
    private static int productKnowledge(Map<String, Object> response) {
        for (var rating : Json.read(Json.write(response)).path("ratings")) {
            if (rating.path("topic").asText().equals("product-knowledge")) {
                return rating.path("value").asInt();
            }
        }
        return 0;
    }
}
