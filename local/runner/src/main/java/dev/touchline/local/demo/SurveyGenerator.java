package dev.touchline.local.demo;

import static dev.touchline.local.Json.object;

import dev.touchline.local.demo.Organisation.Agent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Survey responses as a platform would post them. The same organisation, seed and times give the same responses; not
 * safe for several threads.
 */
public final class SurveyGenerator {
    private static final List<String> TOPICS =
            List.of("product-knowledge", "resolution", "courtesy", "clarity", "effort", "wait-time");
    private static final List<String> CHANNELS = List.of("voice", "voice", "voice", "chat", "email", "messaging");

    /** Share of ratings 1, 2, 3, 4 (the rest is 5) that an agent gets who does well. */
    private static final double[] USUAL = {0.02, 0.05, 0.13, 0.35};

    /** The same for an agent's weak topic. */
    private static final double[] WEAK = {0.33, 0.30, 0.20, 0.12};

    private static final double WITH_COMMENT = 0.65;
    private static final double BY_EMAIL_ALIAS = 0.3;

    private final Organisation organisation;
    private final Comments comments = Comments.shipped();
    private final String run;
    private final Random random;
    private int count;

    /** @param run goes into every id, so that a later run's responses are new ones */
    public SurveyGenerator(Organisation organisation, long seed, String run) {
        this.organisation = organisation;
        this.run = run;
        this.random = new Random(seed);
    }

    /** The next response, given {@code now}, in the canonical JSON of the ingest. */
    public Map<String, Object> next(Instant now) {
        count++;
        Agent agent =
                organisation.agents().get(random.nextInt(organisation.agents().size()));
        Map<String, Integer> ratings = rate(agent);
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("responseId", "demo-%s-%05d".formatted(run, count));
        response.put("respondedAt", now.truncatedTo(ChronoUnit.MILLIS).toString());
        response.put("interaction", interaction(now));
        response.put("agent", random.nextDouble() < BY_EMAIL_ALIAS ? byEmail(agent) : object("id", agent.id()));
        response.put("customer", object("ref", "cust-%04d".formatted(random.nextInt(4000))));
        response.put("ratings", wire(ratings));
        if (random.nextDouble() < WITH_COMMENT) {
            response.put("comment", comment(agent, ratings));
            response.put("language", "en");
        }
        return response;
    }

    /** One to three topics on 1–5 and the overall figure derived from them. */
    private Map<String, Integer> rate(Agent agent) {
        List<String> asked = new ArrayList<>(TOPICS);
        Collections.shuffle(asked, random);
        Map<String, Integer> ratings = new LinkedHashMap<>();
        for (String topic : asked.subList(0, 1 + random.nextInt(3))) {
            boolean weak = agent.weakInProductKnowledge() && topic.equals("product-knowledge");
            ratings.put(topic, rating(weak ? WEAK : USUAL, random));
        }
        return ratings;
    }

    private static int rating(double[] shares, RandomGenerator random) {
        double left = random.nextDouble();
        for (int i = 0; i < shares.length; i++) {
            left -= shares[i];
            if (left < 0) {
                return i + 1;
            }
        }
        return shares.length + 1;
    }

    private List<Map<String, Object>> wire(Map<String, Integer> ratings) {
        List<Map<String, Object>> wire = new ArrayList<>();
        ratings.forEach((topic, value) ->
                wire.add(object("topic", topic, "value", value, "scale", object("min", 1, "max", 5))));
        double mean =
                ratings.values().stream().mapToInt(Integer::intValue).average().orElse(3);
        long overall = Math.clamp(Math.round((mean - 1) * 2.5 + random.nextGaussian() * 0.7), 0, 10);
        wire.add(object("topic", "overall", "value", overall, "scale", object("min", 0, "max", 10)));
        return wire;
    }

    /** People write about what struck them: the topic with the poorest rating. */
    private String comment(Agent agent, Map<String, Integer> ratings) {
        var poorest =
                ratings.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
        return comments.write(agent.team().id(), poorest.getKey(), Mood.of(poorest.getValue()), random);
    }

    private Map<String, Object> interaction(Instant now) {
        String id = "c-%s-%05d".formatted(run, count);
        Instant endedAt = now.minusSeconds(60 + random.nextInt(7 * 60)).truncatedTo(ChronoUnit.SECONDS);
        return object(
                "id",
                id,
                "channel",
                CHANNELS.get(random.nextInt(CHANNELS.size())),
                "endedAt",
                endedAt.toString(),
                "url",
                "https://platform.example/interactions/" + id);
    }

    private static Map<String, Object> byEmail(Agent agent) {
        return object("alias", object("kind", "email", "value", agent.email()));
    }
}
