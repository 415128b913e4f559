package dev.touchline.alerting.filtertest;

import dev.touchline.alerting.core.Judgement;
import dev.touchline.alerting.core.NeedChange;
import dev.touchline.alerting.core.Rehearsal;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.json.Draft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Responses in, flags out: what stands once all of them were heard. */
record FilterTest(String name, Draft draft, List<Expected> flags) {
    /** As the service has it by default. */
    private static final Duration GRACE = Duration.ofHours(72);

    private record Id(String agent, String topic, ResponseKey cause) {}

    /** What is wrong, a line each: {@code -} did not come, {@code +} came unexpected. */
    List<String> differences() {
        List<Expected> missing = new ArrayList<>(flags);
        List<Expected> unexpected = new ArrayList<>();
        for (Expected came : came()) {
            Optional<Expected> met =
                    missing.stream().filter(wanted -> wanted.isMetBy(came)).findFirst();
            met.ifPresentOrElse(missing::remove, () -> unexpected.add(came));
        }
        List<String> lines = new ArrayList<>();
        missing.stream().sorted(Expected.ORDER).forEach(flag -> {
            lines.add("- " + flag.line());
            held(flag).forEach(why -> lines.add("    " + why));
        });
        unexpected.stream().sorted(Expected.ORDER).forEach(flag -> lines.add("+ " + flag.line()));
        return lines;
    }

    /** Why responses of that moment raised nothing. */
    private List<String> held(Expected missing) {
        return draft.rehearsed(GRACE).stream()
                .filter(heard -> heard.sent().agent().equals(missing.agent()))
                .filter(heard -> heard.sent().response().ratings().stream()
                        .anyMatch(rating -> rating.respondedAt().equals(missing.at())))
                .flatMap(heard -> Stream.ofNullable(heard.held().get(missing.topic())))
                .toList();
    }

    private List<Expected> came() {
        Map<Id, Expected> flags = new LinkedHashMap<>();
        for (Rehearsal.Heard heard : draft.rehearsed(GRACE)) {
            if (heard.judgement() instanceof Judgement.Evaluated evaluated) {
                evaluated
                        .decisions()
                        .forEach((topic, decision) -> decision.changes()
                                .forEach(change -> apply(change, heard.sent().agent(), topic, flags)));
            }
        }
        return List.copyOf(flags.values());
    }

    private static void apply(NeedChange change, String agent, String topic, Map<Id, Expected> flags) {
        Id id = new Id(agent, topic, change.need().cause());
        switch (change.type()) {
            case RAISED ->
                flags.put(
                        id,
                        new Expected(
                                change.need().causedAt(),
                                agent,
                                topic,
                                Optional.of(change.reason().sentence(topic))));
            case EVIDENCE_ADDED ->
                flags.computeIfPresent(
                        id, (same, flag) -> flag.movedTo(change.need().causedAt()));
            case WITHDRAWN ->
                flags.computeIfPresent(
                        id,
                        (same, flag) -> change.evidenceLeft() == 0
                                ? null
                                : flag.movedTo(change.need().causedAt()));
        }
    }
}
