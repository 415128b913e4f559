package dev.touchline.alerting.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Judges a whole response: knows repetitions and revisions, and takes it topic by topic to the {@link AlertEngine}.
 *
 * <p>The same event id is a duplicate; an older {@code updatedAt} than the one that counts is superseded, and so is an
 * earlier attribution at an equal one; everything else replaces what the response said before, also when both are
 * equal: what comes later wins. A response that was taken from the agent comes as one without ratings. What a person
 * found to be nothing about the agent stays out, whatever later revisions say there.
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
        Set<String> excused = earlier.map(Remembered::excused).orElse(Set.of());
        Response counting = response.without(excused);
        Map<String, Instant> marked = earlier.map(Remembered::marked).orElse(Map.of());
        Map<String, Decision> decisions = new TreeMap<>();
        arrivals(counting, marked)
                .forEach((topic, arrival) ->
                        decisions.put(topic, engine.judge(histories.apply(topic), arrival, book, usual)));
        Counted counted = earlier.map(Remembered::counted).orElse(Counted.NOTHING);
        return judgement(counting, marked, counted, excused, decisions);
    }

    /**
     * Takes responses out of the history of an agent on a topic, for good: a person found that what they say there is
     * not about the agent. What already lies beyond the grace is only known from then on.
     *
     * @param named the responses, each with what is remembered of it
     */
    public Excusal excuse(String topic, Map<ResponseKey, Optional<Remembered>> named, AgentTopicHistory history) {
        Map<ResponseKey, Remembered> now = new TreeMap<>();
        Set<ResponseKey> out = new TreeSet<>();
        int unknown = 0;
        int late = 0;
        for (Map.Entry<ResponseKey, Optional<Remembered>> one : named.entrySet()) {
            Remembered known = one.getValue().orElse(Remembered.UNSEEN);
            if (known.excused().contains(topic)) {
                continue;
            }
            now.put(one.getKey(), known.excusedOn(topic));
            unknown += known.attribution() == 0 ? 1 : 0;
            Instant at = known.marked().get(topic);
            if (at != null && at.isBefore(history.closedBefore())) {
                late++;
            } else if (at != null) {
                out.add(one.getKey());
            }
        }
        return new Excusal(now, engine.without(history, out), unknown, late);
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
            Response response,
            Map<String, Instant> before,
            Counted counted,
            Set<String> excused,
            Map<String, Decision> decisions) {
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
                allLate ? counted : counted.after(response, late),
                excused);
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
