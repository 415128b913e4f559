package dev.touchline.coaching;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** A record of {@code coaching.needed} as alerting writes it. */
public record NeedJson(
        UUID needId,
        String type,
        long seq,
        String filter,
        String severity,
        String agent,
        String team,
        String topic,
        List<String> responses,
        int left,
        boolean withResponse,
        Instant freshUntil) {
    /** Fresh for longer than any test, whenever it runs. */
    public static final Instant FRESH = Instant.parse("2126-11-21T12:00:00Z");

    private static final AtomicLong SEQ = new AtomicLong();

    public static NeedJson of(String agent, String team, String topic, String... responses) {
        return new NeedJson(
                UUID.randomUUID(),
                "raised",
                SEQ.incrementAndGet(),
                "poor",
                "normal",
                agent,
                team,
                topic,
                Arrays.asList(responses),
                responses.length,
                true,
                FRESH);
    }

    /** Asked of a team, keyed by it, about no agent. */
    static NeedJson ofOperations(String team, String topic, String... responses) {
        return of(team, team, topic, responses).withoutResponse();
    }

    public NeedJson by(String otherFilter, String otherSeverity) {
        return new NeedJson(
                needId,
                type,
                seq,
                otherFilter,
                otherSeverity,
                agent,
                team,
                topic,
                responses,
                left,
                withResponse,
                freshUntil);
    }

    public NeedJson freshUntil(Instant until) {
        return new NeedJson(
                needId, type, seq, filter, severity, agent, team, topic, responses, left, withResponse, until);
    }

    public NeedJson withoutResponse() {
        return new NeedJson(
                needId, type, seq, filter, severity, agent, team, topic, responses, left, false, freshUntil);
    }

    public NeedJson then(String nextType, int evidenceLeft, String... changed) {
        return new NeedJson(
                needId,
                nextType,
                SEQ.incrementAndGet(),
                filter,
                severity,
                agent,
                team,
                topic,
                Arrays.asList(changed),
                evidenceLeft,
                withResponse,
                freshUntil);
    }

    public String ceType() {
        return switch (type) {
            case "raised" -> "dev.touchline.coaching.need-raised.v1";
            case "evidence-added" -> "dev.touchline.coaching.need-evidence-added.v1";
            default -> "dev.touchline.coaching.need-withdrawn.v1";
        };
    }

    public String json() {
        String evidence =
                responses.stream().map(response -> """
                        {"source":"demo","responseId":"%s","respondedAt":"2026-11-21T10:00:00Z","score":25.0}""".formatted(response)).collect(Collectors.joining(","));
        String response = withResponse && !type.equals("withdrawn")
                ? ",\"response\":" + response(responses.getFirst(), "He did not know the plan", "10:00:00")
                : "";
        return """
                {"needId":"%s","type":"%s","seq":%d,"kind":"%s","severity":"%s",
                 "filter":{"id":"%s","version":1,"name":"Filter %s"},%s
                 "team":"%s","topic":"%s","why":{"sentence":"Rated 2 of 5.","n":%d,"poor":%d},
                 "raisedAt":"2026-11-21T10:00:00Z","freshUntil":"%s",
                 "cause":{"source":"demo","responseId":"r"},"evidence":[%s],"evidenceLeft":%d%s}
                """.formatted(
                        needId,
                        type,
                        seq,
                        agent.equals(team) ? "operations" : "coaching",
                        severity,
                        filter,
                        filter,
                        agent.equals(team) ? "" : "\"agent\":{\"id\":\"" + agent + "\",\"name\":\"Ada Moss\"},",
                        team,
                        topic,
                        left,
                        left,
                        freshUntil,
                        evidence,
                        left,
                        response);
    }

    /** A survey response, poor for this need's topic. */
    public String response(String id, String comment, String updatedAt) {
        return """
                {"eventId":"%s","source":"demo","responseId":"%s","attribution":1,"receivedAt":"2026-11-21T10:00:01Z",
                 "respondedAt":"2026-11-21T10:00:00Z","updatedAt":"2026-11-21T%sZ",
                 "agent":{"id":"%s","name":"Ada Moss"},"team":"%s",
                 "interaction":{"id":"c-9","channel":"voice","endedAt":"2026-11-21T09:58:00Z",
                                "url":"https://platform.example/c/9"},
                 "ratings":[{"topic":"other","value":9,"scale":{"min":0,"max":10,"direction":"higher-is-better"},
                             "score":90.0},
                            {"topic":"%s","value":2,"scale":{"min":1,"max":5,"direction":"higher-is-better"},
                             "score":25.0}],
                 "comment":"%s"}
                """.formatted(
                        UUID.nameUUIDFromBytes((id + comment + updatedAt).getBytes(StandardCharsets.UTF_8)),
                        id,
                        updatedAt,
                        agent,
                        team,
                        topic,
                        comment);
    }
}
