package dev.touchline.coaching.core.effect;

import dev.touchline.coaching.core.effect.Effect.Measured;
import java.util.Locale;

/** Puts an effect into words; shares are told in percent, differences in percentage points. */
final class EffectWords {
    private EffectWords() {}

    static String of(Measured effect) {
        return "%s: %s of the answers after the session were poor, and %s before. "
                        .formatted(
                                opening(effect.verdict()),
                                share(effect.coached().after()),
                                share(effect.coached().before()))
                + "Without it %d %% were to be expected, going by the answers before and %d similar agents who were not "
                        .formatted(percent(effect.expected()), effect.peers())
                + "coached (%s before, %s after). ".formatted(share(effect.peersBefore()), share(effect.peersAfter()))
                + "Difference %s points, 95 %% sure between %s and %s."
                        .formatted(points(effect.difference()), points(effect.low()), points(effect.high()));
    }

    private static String opening(Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "Better";
            case WORSE -> "Worse";
            case INCONCLUSIVE -> "Inconclusive";
        };
    }

    private static String share(Tally tally) {
        return "%d %% (%d of %d)".formatted(percent(tally.share()), tally.poor(), tally.n());
    }

    private static long percent(double share) {
        return Math.round(share * 100);
    }

    private static String points(double difference) {
        return String.format(Locale.ROOT, "%+.1f", difference * 100);
    }
}
