package dev.touchline.feedback.core;

import dev.touchline.feedback.core.ResponseDraft.AgentDraft;
import dev.touchline.feedback.core.ResponseDraft.AliasDraft;
import dev.touchline.feedback.core.ResponseDraft.CustomerDraft;
import dev.touchline.feedback.core.ResponseDraft.InteractionDraft;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes a posted response acceptable. Reports everything that is wrong, and never throws whatever was posted. */
public final class ResponseRules {
    private ResponseRules() {}

    /**
     * Checks a draft.
     *
     * @param receivedAt when it reached us; an answer may not lie further ahead of it than {@link Limits#CLOCK_SKEW}
     * @param flaws what the reading of the draft already found; a place named there is not complained about twice
     */
    public static Checked check(ResponseDraft draft, Instant receivedAt, Flaws flaws) {
        Fields fields = new Fields(flaws);
        String responseId = fields.required("/responseId", draft.responseId(), Limits.ID_CHARS);
        Instant respondedAt = respondedAt(draft.respondedAt(), receivedAt, fields);
        Instant updatedAt = fields.time("/updatedAt", draft.updatedAt());
        Interaction interaction = interaction(draft.interaction(), fields);
        AgentRef agent = agent(draft.agent(), fields);
        String customerRef = customer(draft.customer(), fields);
        List<Rating> ratings = RatingRules.check(draft.ratings(), fields);
        fields.optional("/comment", draft.comment(), Limits.COMMENT_CHARS);
        language(draft.language(), fields);
        List<String> tags = tags(draft.tags(), fields);
        if (!flaws.none() || responseId == null || respondedAt == null || agent == null) {
            return new Checked.Refused(flaws.list());
        }
        return new Checked.Valid(new SurveyResponse(
                responseId,
                respondedAt,
                updatedAt == null ? respondedAt : updatedAt,
                interaction,
                agent,
                customerRef,
                ratings,
                draft.comment(),
                draft.language(),
                tags));
    }

    private static @Nullable Instant respondedAt(@Nullable String text, Instant receivedAt, Fields fields) {
        Instant at = fields.time("/respondedAt", fields.present("/respondedAt", text));
        if (at != null && at.isAfter(receivedAt.plus(Limits.CLOCK_SKEW))) {
            Duration ahead = Duration.between(receivedAt, at).truncatedTo(ChronoUnit.SECONDS);
            fields.flaw("/respondedAt", "", "must not be more than 5 minutes ahead of receipt, is ahead by " + ahead);
        }
        return at;
    }

    private static @Nullable Interaction interaction(@Nullable InteractionDraft draft, Fields fields) {
        if (draft == null) {
            return null;
        }
        String id = fields.required("/interaction/id", draft.id(), Limits.ID_CHARS);
        Channel channel = draft.channel() == null ? null : Channel.of(draft.channel());
        if (draft.channel() != null && channel == null) {
            fields.flaw("/interaction", "/channel", "must be one of voice, chat, email, messaging");
        }
        Instant endedAt = fields.time("/interaction/endedAt", draft.endedAt());
        String url = draft.url();
        if (url != null && !WebLink.isAcceptable(url)) {
            fields.flaw("/interaction", "/url", "must be an http or https URL of at most 2000 characters");
        }
        return id == null ? null : new Interaction(id, channel, endedAt, url);
    }

    private static @Nullable AgentRef agent(@Nullable AgentDraft draft, Fields fields) {
        if (draft == null) {
            fields.present("/agent", null);
            return null;
        }
        AliasDraft alias = draft.alias();
        if (draft.id() != null && alias != null) {
            fields.flaw("/agent", "", "must have either id or alias, not both");
        }
        if (alias != null) {
            String kind = fields.slug("/agent/alias", "/kind", alias.kind());
            String value = fields.required("/agent/alias/value", alias.value(), Limits.ALIAS_CHARS);
            return kind == null || value == null ? null : new AgentRef.ByAlias(kind, value);
        }
        if (draft.id() == null) {
            fields.missingUnless("/agent", "must have an id or an alias", "/agent/id", "/agent/alias");
            return null;
        }
        String id = fields.required("/agent/id", draft.id(), Limits.ID_CHARS);
        return id == null ? null : new AgentRef.ById(id);
    }

    private static @Nullable String customer(@Nullable CustomerDraft draft, Fields fields) {
        return draft == null ? null : fields.required("/customer/ref", draft.ref(), Limits.ID_CHARS);
    }

    private static void language(@Nullable String language, Fields fields) {
        if (language != null && !LanguageTag.isWellFormed(language)) {
            fields.flaw("/language", "", "must be a language tag such as en or pt-BR");
        }
    }

    private static List<String> tags(@Nullable List<String> tags, Fields fields) {
        if (tags == null) {
            return List.of();
        }
        if (tags.size() > Limits.TAGS) {
            fields.flaw("/tags", "", "must have at most " + Limits.TAGS + " entries, has " + tags.size());
            return List.of();
        }
        for (int i = 0; i < tags.size(); i++) {
            String wrong = Text.flawOfName(tags.get(i), Limits.WORD_CHARS);
            if (wrong != null) {
                fields.flaw("/tags/" + i, "", wrong);
            }
        }
        return new ArrayList<>(tags);
    }
}
