package dev.touchline.alerting.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a filter would say to responses, by the engine of production; nothing is kept. */
public final class Rehearsal {
    private final Definition definition;
    private final FilterBook book;
    private final ResponseJudge judge;
    private final Baselines usual;
    private final Map<String, Memory> agents = new HashMap<>();

    /** A response of an agent. */
    public record Sent(String agent, Response response) {}

    /**
     * What became of a response.
     *
     * @param standings of its agent after it, by topic that the filter looks at
     */
    public record Heard(Sent sent, Judgement judgement, Map<String, Standing> standings) {}

    /** What is remembered of an agent. */
    private record Memory(Map<String, AgentTopicHistory> histories, Map<ResponseKey, Remembered> responses) {
        Memory() {
            this(new HashMap<>(), new HashMap<>());
        }

        void take(ResponseKey key, Judgement judgement) {
            switch (judgement) {
                case Judgement.Evaluated evaluated -> {
                    responses.put(key, evaluated.remembered());
                    evaluated.decisions().forEach((topic, decision) -> histories.put(topic, decision.history()));
                }
                case Judgement.Late late -> responses.put(key, late.remembered());
                case Judgement.Duplicate duplicate -> {}
                case Judgement.Superseded superseded -> {}
            }
        }
    }

    private Rehearsal(Definition definition, Duration grace, Baselines usual) {
        this.definition = definition.switchedOn();
        this.book = FilterBook.of(List.of(new Filter("draft", 1, Instant.MIN, this.definition)));
        this.judge = new ResponseJudge(new AlertEngine(grace));
        this.usual = usual;
    }

    /** Judges in the order given, whether or not the filter is switched on. */
    public static List<Heard> of(Definition definition, List<Sent> responses, Duration grace, Baselines usual) {
        Rehearsal rehearsal = new Rehearsal(definition, grace, usual);
        List<Heard> heard = new ArrayList<>();
        responses.forEach(sent -> heard.add(rehearsal.hear(sent)));
        return heard;
    }

    private Heard hear(Sent sent) {
        Memory memory = agents.computeIfAbsent(sent.agent(), none -> new Memory());
        ResponseKey key = sent.response().key();
        Judgement judgement = judge.judge(
                sent.response(),
                Optional.ofNullable(memory.responses().get(key)),
                topic -> memory.histories().getOrDefault(topic, AgentTopicHistory.EMPTY),
                book,
                usual);
        memory.take(key, judgement);
        Map<String, Standing> standings = new TreeMap<>();
        for (Rating rating : sent.response().ratings()) {
            if (definition.covers(rating)) {
                standings.put(rating.topic(), standing(memory, rating));
            }
        }
        return new Heard(sent, judgement, standings);
    }

    private Standing standing(Memory memory, Rating rating) {
        Track track = memory.histories()
                .getOrDefault(rating.topic(), AgentTopicHistory.EMPTY)
                .tracks()
                .getOrDefault("draft", Track.EMPTY);
        return Standing.after(
                definition.when(), track, Math.floorDiv(rating.respondedAt().getEpochSecond(), 86_400L));
    }
}
