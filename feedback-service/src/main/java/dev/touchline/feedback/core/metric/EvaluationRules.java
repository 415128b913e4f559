package dev.touchline.feedback.core.metric;

import dev.touchline.feedback.core.Fields;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.Text;
import dev.touchline.feedback.core.Vetted;
import dev.touchline.feedback.core.WebLink;
import dev.touchline.feedback.core.metric.EvaluationDraft.InteractionDraft;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes a posted evaluation acceptable. Reports everything that is wrong. */
public final class EvaluationRules {
    /** Most behaviours, strengths and gaps, of each. */
    public static final int ENTRIES = 20;
    /** Longest entry and longest ideal, in UTF-16 characters. */
    public static final int ENTRY_CHARS = 2_000;
    /** The best score. */
    public static final double SCORE = 100;

    private EvaluationRules() {}

    /** @param poster a person who names nobody looked at it in person; a platform must say who did */
    public static Vetted<Evaluation> check(EvaluationDraft draft, Poster poster, Instant receivedAt, Flaws flaws) {
        Fields fields = new Fields(flaws);
        String agent = fields.required("/agent", draft.agent(), Limits.ID_CHARS);
        String interaction = interaction(draft.interaction(), fields);
        String by = by(draft.by(), poster, fields);
        Instant at = at(draft.at(), receivedAt, fields);
        entries("/seen", draft.seen(), fields);
        fields.optional("/ideal", draft.ideal(), ENTRY_CHARS);
        entries("/strengths", draft.strengths(), fields);
        entries("/gaps", draft.gaps(), fields);
        if (draft.seen().isEmpty()
                && draft.strengths().isEmpty()
                && draft.gaps().isEmpty()) {
            fields.missingUnless("", "must name at least one of seen, strengths, gaps", "/seen", "/strengths", "/gaps");
        }
        String topic = draft.topic() == null ? null : fields.slug("", "/topic", draft.topic());
        Double score = draft.score();
        if (score != null && !(score >= 0 && score <= SCORE)) {
            fields.flaw("/score", "", "must lie within 0 and 100");
        }
        if (!flaws.none() || agent == null || interaction == null || by == null || at == null) {
            return new Vetted.Refused<>(flaws.list());
        }
        String url = draft.interaction() == null ? null : draft.interaction().url();
        return new Vetted.Valid<>(new Evaluation(
                agent,
                interaction,
                url,
                by,
                at,
                draft.seen(),
                draft.ideal(),
                draft.strengths(),
                draft.gaps(),
                topic,
                score == null ? null : score + 0.0));
    }

    private static @Nullable String interaction(@Nullable InteractionDraft draft, Fields fields) {
        if (draft == null) {
            fields.present("/interaction", null);
            return null;
        }
        if (draft.url() != null && !WebLink.isAcceptable(draft.url())) {
            fields.flaw("/interaction", "/url", "must be an http or https URL of at most 2000 characters");
        }
        return fields.required("/interaction/id", draft.id(), Limits.ID_CHARS);
    }

    private static @Nullable String by(@Nullable String given, Poster poster, Fields fields) {
        return switch (poster) {
            case Poster.Person(String subject) when given == null -> subject;
            case Poster.Person person -> fields.required("/by", given, Limits.ID_CHARS);
            case Poster.Platform platform -> fields.required("/by", given, Limits.ID_CHARS);
        };
    }

    private static @Nullable Instant at(@Nullable String text, Instant receivedAt, Fields fields) {
        Instant at = fields.time("/at", fields.present("/at", text));
        if (at != null && at.isAfter(receivedAt.plus(Limits.CLOCK_SKEW))) {
            fields.flaw("/at", "", "must not be more than 5 minutes ahead of receipt");
        }
        return at;
    }

    private static void entries(String pointer, List<String> entries, Fields fields) {
        if (entries.size() > ENTRIES) {
            fields.flaw(pointer, "", "must have at most " + ENTRIES + " entries");
            return;
        }
        for (int i = 0; i < entries.size(); i++) {
            String wrong = Text.flawOfName(entries.get(i), ENTRY_CHARS);
            if (wrong != null) {
                fields.flaw(pointer, "/" + i, wrong);
            }
        }
    }
}
