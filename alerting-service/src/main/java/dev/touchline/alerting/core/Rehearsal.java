package dev.touchline.alerting.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;

/** What a filter would say to responses, by the engine of production; nothing is kept. */
public final class Rehearsal {
    private final Definition definition;
    private final FilterBook book;
    private final AlertEngine engine;
    private final ResponseJudge judge;
    private final Baselines usual;
    private final Queue<Coaching> coached;
    private final Map<String, Memory> agents = new HashMap<>();

    /** A response of an agent. */
    public record Sent(String agent, Response response) {}

    /**
     * What became of a response.
     *
     * @param standings of its agent after it, by topic that the filter looks at
     * @param held why it raised nothing although it speaks for a need, a sentence by topic
     */
    public record Heard(Sent sent, Judgement judgement, Map<String, Standing> standings, Map<String, String> held) {}

    /** What is remembered of an agent. */
    private record Memory(Map<String, AgentTopicHistory> histories, Map<ResponseKey, Remembered> responses) {
        Memory() {
            this(new HashMap<>(), new HashMap<>());
        }

        AgentTopicHistory history(String topic) {
            return histories.getOrDefault(topic, AgentTopicHistory.EMPTY);
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

    private Rehearsal(
            Definition definition, List<Coaching> coached, List<Silence> silences, Duration grace, Baselines usual) {
        this.definition = definition.switchedOn();
        FilterBook known = FilterBook.of(List.of(new Filter("draft", 1, Instant.MIN, this.definition)));
        for (Silence silence : silences) {
            known = known.published(silence, Instant.MIN);
        }
        this.book = known;
        this.engine = new AlertEngine(grace);
        this.judge = new ResponseJudge(engine);
        this.usual = usual;
        this.coached = new ArrayDeque<>(
                coached.stream().sorted(Comparator.comparing(Coaching::at)).toList());
    }

    /**
     * Judges in the order given, whether or not the filter is switched on.
     *
     * @param coached in any order; each is known before the first response that is no older
     * @param silences as they stand all the time
     */
    public static List<Heard> of(
            Definition definition,
            List<Sent> responses,
            List<Coaching> coached,
            List<Silence> silences,
            Duration grace,
            Baselines usual) {
        Rehearsal rehearsal = new Rehearsal(definition, coached, silences, grace, usual);
        List<Heard> heard = new ArrayList<>();
        responses.forEach(sent -> heard.add(rehearsal.hear(sent)));
        return heard;
    }

    private Heard hear(Sent sent) {
        sent.response().ratings().forEach(rating -> coach(rating.respondedAt()));
        Memory memory = memory(sent.agent());
        ResponseKey key = sent.response().key();
        Judgement judgement = judge.judge(
                sent.response(), Optional.ofNullable(memory.responses().get(key)), memory::history, book, usual);
        Map<String, AgentTopicHistory> before = Map.copyOf(memory.histories());
        memory.take(key, judgement);
        Map<String, Standing> standings = new TreeMap<>();
        Map<String, String> held = new TreeMap<>();
        for (Rating rating : sent.response().ratings()) {
            if (definition.covers(rating)) {
                standings.put(rating.topic(), standing(memory, rating));
                held(judgement, rating, before, memory.histories()).ifPresent(why -> held.put(rating.topic(), why));
            }
        }
        return new Heard(sent, judgement, standings, held);
    }

    /** A rating under a silence is only asked why when it speaks. */
    private Optional<String> held(
            Judgement judgement,
            Rating rating,
            Map<String, AgentTopicHistory> before,
            Map<String, AgentTopicHistory> after) {
        if (!(judgement instanceof Judgement.Evaluated evaluated)
                || evaluated.lateTopics().contains(rating.topic())) {
            return Optional.empty();
        }
        Optional<String> muted = Optional.ofNullable(book.muting(rating).get(definition.kind()))
                .filter(because -> Held.speaks(definition.when(), rating))
                .map(because -> because.sentence(rating.topic()));
        return muted.or(() -> Held.why(definition, rating, track(before, rating), track(after, rating)));
    }

    private static Track track(Map<String, AgentTopicHistory> histories, Rating rating) {
        return histories
                .getOrDefault(rating.topic(), AgentTopicHistory.EMPTY)
                .tracks()
                .getOrDefault("draft", Track.EMPTY);
    }

    /** Nothing that was heard came after these coachings, so they change nothing that was said. */
    private void coach(Instant until) {
        for (Coaching next = coached.peek(); next != null && !next.at().isAfter(until); next = coached.peek()) {
            coached.remove();
            Memory memory = memory(next.agent());
            Decision decision = engine.coached(memory.history(next.topic()), next.at());
            memory.histories().put(next.topic(), decision.history());
        }
    }

    private Memory memory(String agent) {
        return agents.computeIfAbsent(agent, none -> new Memory());
    }

    private Standing standing(Memory memory, Rating rating) {
        return Standing.after(
                definition,
                track(memory.histories(), rating),
                Math.floorDiv(rating.respondedAt().getEpochSecond(), 86_400L));
    }
}
