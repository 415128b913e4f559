package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Cause;
import dev.touchline.alerting.core.Episode;
import dev.touchline.alerting.core.Limits;
import dev.touchline.alerting.core.Pulse;
import dev.touchline.alerting.core.Reason;
import dev.touchline.alerting.json.SystemicJson;
import dev.touchline.kit.Uuid5;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What a team is told of a systemic cause: one need of operations, about no agent; taken back when the cause ends. */
final class OperationsNeed {
    /** Stands for the filter: none raised it. */
    private static final NeedRecord.FilterRef RULE =
            new NeedRecord.FilterRef(Limits.SYSTEMIC_CAUSE, 1, "Systemic cause");

    private static final Duration FRESH_FOR = Duration.ofDays(1);

    private OperationsNeed() {}

    /** Empty where there is nothing to say: no evidence to show, or a cause that only ends because it lasts. */
    static Optional<NeedRecords.Ready> of(Cause cause) {
        Episode episode = cause.episode();
        boolean lasts = cause.end().filter(end -> !end.recovered()).isPresent();
        if (episode.examples().isEmpty() || lasts) {
            return Optional.empty();
        }
        boolean over = cause.end().isPresent();
        Pulse.Example first = episode.examples().getFirst();
        Reason why = Reason.Systemic.of(cause.team(), episode);
        String begin = SystemicJson.place(cause.team(), cause.topic()) + "@" + episode.at();
        UUID needId = Uuid5.of("operations-need", begin);
        NeedRecord record = new NeedRecord(
                needId,
                over ? "withdrawn" : "raised",
                episode.at().getEpochSecond() + (over ? 1 : 0),
                "operations",
                "high",
                RULE,
                null,
                cause.team(),
                cause.topic(),
                new NeedRecord.Why(why.sentence(cause.topic()), why.looked(), why.ratings()),
                episode.at(),
                episode.at().plus(FRESH_FOR),
                new NeedRecord.Cause(first.response().source(), first.response().responseId()),
                episode.examples().stream().map(OperationsNeed::evidence).toList(),
                over ? 0 : episode.examples().size());
        UUID eventId = Uuid5.of("need-event", needId.toString(), Long.toString(record.seq()));
        return Optional.of(NeedRecords.ready(eventId, record));
    }

    private static NeedRecord.Evidence evidence(Pulse.Example example) {
        return new NeedRecord.Evidence(
                example.response().source(), example.response().responseId(), example.respondedAt(), example.score());
    }
}
