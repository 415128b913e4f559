package dev.touchline.coaching.http;

import dev.touchline.coaching.core.effect.Tally;
import dev.touchline.coaching.store.EffectReader.Figures;
import dev.touchline.coaching.store.EffectReader.Followed;
import dev.touchline.coaching.store.EffectReader.Judged;
import dev.touchline.coaching.store.Study;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a session is judged by, and its verdict, on the wire. Absent fields are left out. */
@Schema(name = "Effect", description = "Whether a session helped (docs/effect.md).")
public record EffectJson(
        UUID itemId,
        @Schema(examples = "product-knowledge") String topic,

        @Schema(description = "poor-share: poor answers among all, 0 to 1", examples = "poor-share")
        String metric,

        WindowJson before,
        WindowJson after,

        @Schema(description = "Fewest answers in either window", examples = "20")
        int leastAnswers,

        @Schema(description = "Fewest colleagues to compare with", examples = "5")
        int leastPeers,

        @Schema(description = "When the session closed and all this was agreed")
        Instant fixedAt,

        @Schema(description = "The day (UTC) from which it is judged")
        LocalDate dueOn,

        @Schema(description = "Once it is there; never changed afterwards") @Nullable
        VerdictJson verdict) {

    /** Days that are compared. */
    @Schema(name = "EffectWindow")
    public record WindowJson(
            @Schema(description = "First day (UTC)") LocalDate from,

            @Schema(description = "First day (UTC) that no more belongs to it")
            LocalDate to) {}

    /** What was found. */
    @Schema(name = "EffectVerdict")
    public record VerdictJson(
            @Schema(description = "better, worse or inconclusive", examples = "inconclusive")
            String verdict,

            String sentence,
            Instant judgedAt,

            @Schema(description = "Absent when there was too little to compare") @Nullable
            FiguresJson figures) {}

    /** The figures behind it. */
    @Schema(name = "EffectFigures")
    public record FiguresJson(
            AnswersJson before,
            AnswersJson after,

            @Schema(description = "The share after that was to be expected without the session")
            double expected,

            @Schema(description = "Share after less the expected one; below 0 is better")
            double difference,

            @Schema(description = "Lower end of its 95 % interval")
            double low,

            @Schema(description = "Upper end of it") double high,

            @Schema(description = "Colleagues compared with")
            int peers) {}

    /** Answers of one window. */
    @Schema(name = "EffectAnswers")
    public record AnswersJson(int n, int poor) {
        static AnswersJson of(Tally tally) {
            return new AnswersJson(tally.n(), tally.poor());
        }
    }

    static EffectJson of(Followed followed) {
        Study study = followed.study();
        Judged judged = followed.judged();
        return new EffectJson(
                study.itemId(),
                study.topic(),
                "poor-share",
                new WindowJson(study.windows().beforeFrom(), study.windows().beforeTo()),
                new WindowJson(study.windows().afterFrom(), study.windows().afterTo()),
                study.terms().leastAnswers(),
                study.terms().leastPeers(),
                study.fixedAt(),
                study.dueOn(),
                judged == null
                        ? null
                        : new VerdictJson(judged.verdict(), judged.sentence(), judged.at(), figures(judged.figures())));
    }

    private static @Nullable FiguresJson figures(@Nullable Figures found) {
        return found == null
                ? null
                : new FiguresJson(
                        AnswersJson.of(found.before()),
                        AnswersJson.of(found.after()),
                        found.expected(),
                        found.difference(),
                        found.low(),
                        found.high(),
                        found.peers());
    }
}
