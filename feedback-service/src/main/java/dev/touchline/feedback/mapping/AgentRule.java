package dev.touchline.feedback.mapping;

import dev.touchline.feedback.core.ResponseDraft.AgentDraft;
import dev.touchline.feedback.core.ResponseDraft.AliasDraft;
import dev.touchline.feedback.core.Text;
import dev.touchline.feedback.core.mapping.Notes;
import dev.touchline.feedback.core.mapping.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to find the agent.
 *
 * @param aliasKind null: the value is our own id of the agent
 */
record AgentRule(
        String pointer,
        @Nullable String aliasKind,
        @Nullable Expression value) {

    static List<AgentRule> read(YamlMap fields) {
        if (!fields.has("agent")) {
            fields.complain("agent", "is required");
        }
        List<AgentRule> rules = new ArrayList<>();
        for (YamlMap in : fields.maps("agent")) {
            if (in.has("id") == in.has("alias")) {
                in.complain("id", "there must be either id or alias");
            }
            YamlMap alias = in.map("alias");
            Expression id = Expressions.optional(in, "id");
            rules.add(alias == null ? new AgentRule(in.pointer(), null, id) : alias(alias));
            in.end();
        }
        return rules;
    }

    private static AgentRule alias(YamlMap in) {
        String kind = in.required("kind");
        if (kind != null && !Text.isSlug(kind)) {
            in.complain("kind", Text.NOT_A_SLUG);
        }
        AgentRule rule = new AgentRule(in.pointer(), kind == null ? "" : kind, Expressions.required(in, "value"));
        in.end();
        return rule;
    }

    /** The agent by the first rule that finds one; null when none does. */
    static @Nullable AgentDraft first(
            List<AgentRule> rules, @Nullable Object item, Evaluation evaluation, Notes notes) {
        for (AgentRule rule : rules) {
            String value = Values.text(rule.pointer, evaluation.value(rule.value, item, notes), notes);
            if (value != null) {
                return rule.aliasKind == null
                        ? new AgentDraft(value.strip(), null)
                        : new AgentDraft(null, new AliasDraft(rule.aliasKind, value.strip()));
            }
        }
        return null;
    }
}
