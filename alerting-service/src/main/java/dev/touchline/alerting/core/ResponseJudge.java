package dev.touchline.alerting.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Judges a whole response: knows repetitions and revisions, and takes it topic by topic to the {@link AlertEngine}.
 *
 * <p>The same event id is a duplicate; an older {@code updatedAt} than the one that counts is superseded, and so is an
 * earlier attribution at an equal one; everything else replaces what the response said before, also when both are
 * equal: what comes later wins. A response that was taken from the agent comes as one without ratings.
 */
public final class ResponseJudge {
    private final AlertEngine engine;

    public ResponseJudge(AlertEngine engine) {
        this.engine = engine;
    }

    /**
     * @param earlier what is remembered of this response
     * @param histories of the response's agent, by topic
     * @param usual what statistics compare with
     */
    public Judgement judge(
            Response response,
            Optional<Remembered> earlier,
            Function<String, AgentTopicHistory> histories,
            FilterBook book,
            Baselines usual) {
        if (earlier.filter(known -> known.eventId().equals(response.eventId())).isPresent()) {
            return new Judgement.Duplicate();
        }
        if (earlier.filter(known -> known.outranks(response)).isPresent()) {
            return new Judgement.Superseded();
        }
        Map<String, Instant> marked = earlier.map(Remembered::marked).orElse(Map.of());
        Map<String, Decision> decisions = new TreeMap<>();
        arrivals(response, marked)
                .forEach((topic, arrival) ->
                        decisions.put(topic, engine.judge(histories.apply(topic), arrival, book, usual)));
        Counted counted = earlier.map(Remembered::counted).orElse(Counted.NOTHING);
        return judgement(response, marked, counted, decisions);
    }

    private static Map<String, Arrival> arrivals(Response response, Map<String, Instant> marked) {
        Map<String, Arrival> arrivals = new TreeMap<>();
        marked.forEach((topic, at) -> arrivals.put(topic, new Arrival.Dropped(response.key(), topic, at)));
        for (Rating rating : response.ratings()) {
            Arrival arrival = Optional.ofNullable(marked.get(rating.topic()))
                    .<Arrival>map(at -> new Arrival.Revised(rating, at))
                    .orElseGet(() -> new Arrival.First(rating));
            arrivals.put(rating.topic(), arrival);
        }
        return arrivals;
    }

    private static Judgement judgement(
            Response response, Map<String, Instant> before, Counted counted, Map<String, Decision> decisions) {
        List<String> late = new ArrayList<>();
        Duration by = Duration.ZERO;
        for (Map.Entry<String, Decision> entry : decisions.entrySet()) {
            if (entry.getValue().verdict() instanceof Verdict.Late verdict) {
                late.add(entry.getKey());
                by = verdict.by().compareTo(by) > 0 ? verdict.by() : by;
            }
        }
        boolean allLate = !late.isEmpty() && late.size() == decisions.size();
        Remembered now = new Remembered(
                response.eventId(),
                response.updatedAt(),
                response.attribution(),
                marked(response, before, decisions),
                allLate ? counted : counted.after(response, late));
        return allLate ? new Judgement.Late(now, by) : new Judgement.Evaluated(now, decisions, List.copyOf(late), by);
    }

    /** Where it stands after the decisions; a late revision leaves what stood. */
    private static Map<String, Instant> marked(
            Response response, Map<String, Instant> before, Map<String, Decision> decisions) {
        Map<String, Instant> marked = new HashMap<>(before);
        marked.keySet().removeIf(topic -> !isLate(decisions, topic));
        for (Rating rating : response.ratings()) {
            if (decisions.containsKey(rating.topic())
                    && decisions.get(rating.topic()).verdict() instanceof Verdict.Marked) {
                marked.put(rating.topic(), rating.respondedAt());
            }
        }
        return marked;
    }

    private static boolean isLate(Map<String, Decision> decisions, String topic) {
        return decisions.containsKey(topic) && decisions.get(topic).verdict() instanceof Verdict.Late;
    }
}
