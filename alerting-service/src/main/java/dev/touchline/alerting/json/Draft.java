package dev.touchline.alerting.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.touchline.alerting.core.Baseline;
import dev.touchline.alerting.core.Baselines;
import dev.touchline.alerting.core.Coaching;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.Limits;
import dev.touchline.alerting.core.Quiet;
import dev.touchline.alerting.core.Rehearsal;
import dev.touchline.alerting.core.Silence;
import dev.touchline.kit.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A filter and responses to try it on.
 *
 * @param coached when agents were coached, in any order
 * @param silences that stand all the time
 * @param usual by topic, the share of poor ratings that is usual there
 */
public record Draft(
        Definition definition,
        List<Rehearsal.Sent> responses,
        List<Coaching> coached,
        List<Silence> silences,
        Map<String, Double> usual) {
    /** Most responses of one trial, and most coachings. */
    public static final int MOST = 1_000;

    private static final int SILENCES = 100;
    private static final long RATINGS = 1_000_000;

    /** @throws Problem 400 with everything that is wrong */
    public static Draft read(@Nullable JsonNode body) {
        List<Problem.Cause> causes = new ArrayList<>();
        JsonNode tree = body == null ? MissingNode.getInstance() : body;
        Fields fields = new Fields(tree, "", causes);
        Optional<Definition> definition = Optional.empty();
        List<Rehearsal.Sent> responses = new ArrayList<>();
        List<Coaching> coached = new ArrayList<>();
        List<Silence> silences = new ArrayList<>();
        Map<String, Double> usual = new HashMap<>();
        if (causes.isEmpty()) {
            fields.only(Set.of("filter", "responses", "coached", "silences", "usual"));
            definition = definition(tree.path("filter"), causes);
            for (Fields response : fields.inners("responses", MOST)) {
                ResponseReader.read(response).ifPresent(responses::add);
            }
            if (fields.has("coached")) {
                fields.inners("coached", MOST).forEach(one -> coaching(one).ifPresent(coached::add));
            }
            if (fields.has("silences")) {
                silences.addAll(silences(tree.path("silences"), fields, causes));
            }
            if (fields.has("usual")) {
                usual.putAll(usual(fields.inner("usual")));
            }
        }
        if (!causes.isEmpty() || definition.isEmpty()) {
            throw new Problem(400, "Can't be tried", causes);
        }
        return new Draft(definition.get(), responses, coached, silences, usual);
    }

    /** What the filter would say to each response, by the engine of production. */
    public List<Rehearsal.Heard> rehearsed(Duration grace) {
        return Rehearsal.of(definition, responses, coached, silences, grace, baselines());
    }

    /** What is usual, as far as it was given. */
    private Baselines baselines() {
        return rating -> Optional.ofNullable(usual.get(rating.topic())).map(Draft::baseline);
    }

    /** Of so many ratings that it is no estimate. */
    private static Baseline baseline(double poor) {
        long all = 100 * RATINGS;
        long bad = Math.round(poor * all);
        return new Baseline(new TreeMap<>(Map.of(0.0, bad, 100.0, all - bad)));
    }

    private static Optional<Coaching> coaching(Fields fields) {
        int before = fields.mistakes();
        fields.only(Set.of("at", "agent", "topic"));
        Optional<Instant> at = fields.instant("at").filter(given -> fields.limit("at", Limits.time(given)));
        Optional<String> topic = fields.text("topic").filter(given -> fields.limit("topic", Limits.slug(given)));
        String agent = ResponseReader.agent(fields);
        return fields.mistakes() > before || at.isEmpty() || topic.isEmpty()
                ? Optional.empty()
                : Optional.of(new Coaching(agent, topic.get(), at.get()));
    }

    /** Each as it is put; {@code id} may stand beside it. */
    private static List<Silence> silences(JsonNode all, Fields fields, List<Problem.Cause> causes) {
        List<Silence> silences = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int count = fields.inners("silences", SILENCES).size();
        for (int i = 0; i < count; i++) {
            String place = "/silences/" + i;
            List<Problem.Cause> wrong = new ArrayList<>();
            JsonNode one = all.get(i);
            String id = one.path("id").asText("silence-" + (i + 1));
            Limits.slug(id).ifPresent(problem -> wrong.add(new Problem.Cause("/id", problem)));
            if (!ids.add(id)) {
                wrong.add(new Problem.Cause("/id", "is there twice"));
            }
            Optional<Quiet> quiet = QuietJson.read(one, Set.of("id"), wrong);
            wrong.forEach(cause -> causes.add(new Problem.Cause(place + cause.pointer(), cause.detail())));
            if (wrong.isEmpty()) {
                silences.add(new Silence(id, 1, Instant.MIN, quiet));
            }
        }
        return silences;
    }

    static Optional<Definition> definition(JsonNode filter, List<Problem.Cause> causes) {
        Besides.id(filter, "/filter", causes);
        Besides.force(filter, "/filter", causes);
        return switch (DefinitionReader.read(filter, Besides.FIELDS)) {
            case Parsed.Fine fine -> Optional.of(fine.definition());
            case Parsed.Broken broken -> {
                broken.causes()
                        .forEach(cause -> causes.add(new Problem.Cause("/filter" + cause.pointer(), cause.detail())));
                yield Optional.empty();
            }
        };
    }

    private static Map<String, Double> usual(Fields fields) {
        Map<String, Double> usual = new HashMap<>();
        for (String topic : fields.names()) {
            fields.number(topic).ifPresent(share -> {
                if (share >= 0 && share <= 1) {
                    usual.put(topic, share);
                } else {
                    fields.wrong(topic, "must be a share from 0 to 1");
                }
            });
        }
        return usual;
    }
}
