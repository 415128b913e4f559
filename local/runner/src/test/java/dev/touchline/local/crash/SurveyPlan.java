package dev.touchline.local.crash;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What is posted, in the order in which it is posted: responses of some agents over a day, roughly in event-time order,
 * some of them repeated word for word, some revised from poor to good and back. All of it follows from the generator.
 *
 * @param chunks what goes into one request each: single responses and batches
 */
record SurveyPlan(List<List<Posted>> chunks) {
    static final String KNOWLEDGE = "product-knowledge";
    static final String COURTESY = "courtesy";
    private static final Duration SPAN = Duration.ofHours(22);
    private static final double REPEATED = 0.05;
    private static final double REVISED = 0.04;
    private static final double REVISED_BACK = 0.5;
    static final int LARGEST_CHUNK = 30;

    SurveyPlan {
        chunks = chunks.stream().map(List::copyOf).toList();
    }

    private record Placed(double place, Posted post) {}

    /** @param responses how many different ones; repetitions and revisions come on top */
    static SurveyPlan of(String prefix, int responses, List<String> agents, RandomGenerator random) {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(SPAN);
        double step = (double) SPAN.minusMinutes(10).toSeconds() / responses;
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < responses; i++) {
            Instant at = begin.plusSeconds((long) (i * step));
            String agent = agents.get(random.nextInt(agents.size()));
            Posted first = new Posted("%s-%05d".formatted(prefix, i), agent, at, at, ratings(random));
            placed.add(new Placed(i + random.nextInt(30), first));
            if (random.nextDouble() < REPEATED) {
                placed.add(new Placed(i + random.nextInt(400), first));
            }
            if (random.nextDouble() < REVISED) {
                revise(first, i, placed, random);
            }
        }
        placed.sort(Comparator.comparingDouble(Placed::place));
        return new SurveyPlan(cut(placed, random));
    }

    /** Everything that is posted, repetitions too. */
    List<Posted> posts() {
        return chunks.stream().flatMap(List::stream).toList();
    }

    private static void revise(Posted first, int place, List<Placed> placed, RandomGenerator random) {
        Map<String, Integer> good = new HashMap<>(Map.of(KNOWLEDGE, 5));
        if (random.nextBoolean()) {
            good.put(COURTESY, 4);
        }
        Posted better = first.revised(first.updatedAt().plusSeconds(60), good);
        placed.add(new Placed(place + random.nextInt(200), better));
        if (random.nextDouble() < REVISED_BACK) {
            Map<String, Integer> poor = Map.of(KNOWLEDGE, 1 + random.nextInt(2), COURTESY, 2);
            placed.add(new Placed(
                    place + random.nextInt(400),
                    better.revised(better.updatedAt().plusSeconds(60), poor)));
        }
    }

    private static Map<String, Integer> ratings(RandomGenerator random) {
        return Map.of(KNOWLEDGE, rating(random), COURTESY, rating(random));
    }

    /** Poor by one in four, so-so by another. */
    private static int rating(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> 1;
            case 1 -> 2;
            case 2, 3 -> 3;
            case 4, 5 -> 4;
            default -> 5;
        };
    }

    private static List<List<Posted>> cut(List<Placed> placed, RandomGenerator random) {
        List<List<Posted>> chunks = new ArrayList<>();
        int from = 0;
        while (from < placed.size()) {
            int size = random.nextInt(4) > 0 ? 1 : 2 + random.nextInt(LARGEST_CHUNK - 1);
            int to = Math.min(placed.size(), from + size);
            chunks.add(placed.subList(from, to).stream().map(Placed::post).toList());
            from = to;
        }
        return chunks;
    }
}
