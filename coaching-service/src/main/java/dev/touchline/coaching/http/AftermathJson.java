package dev.touchline.coaching.http;

import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.core.effect.Since;
import dev.touchline.coaching.store.Aftermath;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What came before an item and what came after, on the wire. Absent fields are left out. */
@Schema(name = "Aftermath")
public record AftermathJson(
        @Schema(description = "The agent's latest 5 sessions on the topic before this item's, newest first")
        List<EarlierJson> earlier,

        @Schema(
                description = "The item whose session was to settle this; when given, it came back within that"
                        + " session's window, and a training is due rather than the same talk")
        @Nullable
        UUID recurrenceOf,

        @Schema(description = "Once a session took place, while the agent is yours to see") @Nullable
        SinceJson since,

        @Schema(description = "What the agent said of the session") @Nullable
        AcknowledgementJson acknowledgement,

        @Schema(description = "What the agent said against the item") @Nullable
        DisputeJson dispute) {

    /** An earlier session. */
    @Schema(name = "EarlierSession")
    public record EarlierJson(
            UUID itemId,
            Instant at,
            String by,
            @Nullable String practised,

            @Schema(description = "The training, where it was one") @Nullable
            String agreed,

            String next,
            @Nullable String technique,

            @Schema(description = "better, worse or inconclusive, once it is due") @Nullable
            String verdict) {}

    /** The agent's answers on the topic since the session. */
    @Schema(name = "Since", description = "How things go; whether the session is why, only its effect tells.")
    public record SinceJson(
            @Schema(
                    description = "The session; once the answers of its day may be forgotten, the start (UTC) of the"
                            + " day after it")
            Instant from,

            int n,
            int poor,

            @Schema(examples = "The same reason again: 2 of 5 answers since the session.")
            String sentence,

            @Schema(description = "The newest 20 that are still kept, newest first")
            List<AnswerJson> answers,

            @Schema(description = "Days with answers, in order")
            List<DayJson> days) {}

    /** An answer. */
    @Schema(name = "SinceAnswer")
    public record AnswerJson(
            @Schema(examples = "demo") String source,
            @Schema(examples = "r-123") String responseId,
            Instant respondedAt,

            @Schema(description = "Of the topic, on 0 to 100, 100 best; 25 and below is poor, 75 and above good")
            double score,

            @Schema(description = "The customer's words; kept for 28 days") @Nullable
            String comment) {}

    /** One day's answers. */
    @Schema(name = "SinceDay")
    public record DayJson(LocalDate day, int n, int poor) {}

    /** The agent's word on the session. */
    @Schema(name = "Acknowledgement")
    public record AcknowledgementJson(
            @Schema(description = "1 to 5, 5 best") int usefulness,
            @Nullable String comment,
            Instant at) {}

    /** The agent's word against the item. */
    @Schema(name = "DisputeSaid")
    public record DisputeJson(String reason, Instant at) {}

    static AftermathJson of(Aftermath told, Kind kind) {
        Aftermath.Acknowledgement said = told.acknowledgement();
        Aftermath.Dispute against = told.dispute();
        return new AftermathJson(
                told.earlier().stream()
                        .map(each -> new EarlierJson(
                                each.itemId(),
                                each.at(),
                                each.by(),
                                each.practised(),
                                each.agreed(),
                                each.next(),
                                each.technique(),
                                each.verdict()))
                        .toList(),
                told.recurrenceOf(),
                told.since() == null ? null : since(told.since(), kind),
                said == null ? null : new AcknowledgementJson(said.usefulness(), said.comment(), said.at()),
                against == null ? null : new DisputeJson(against.reason(), against.at()));
    }

    private static SinceJson since(Since since, Kind kind) {
        return new SinceJson(
                since.from(),
                since.tally().n(),
                since.tally().poor(),
                since.sentence(kind),
                since.answers().stream()
                        .map(each -> new AnswerJson(
                                each.ref().source(),
                                each.ref().responseId(),
                                each.respondedAt(),
                                each.score(),
                                each.comment()))
                        .toList(),
                since.days().stream()
                        .map(day -> new DayJson(
                                day.day(), day.tally().n(), day.tally().poor()))
                        .toList());
    }
}
