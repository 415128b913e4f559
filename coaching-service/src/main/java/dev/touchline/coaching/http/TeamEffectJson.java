package dev.touchline.coaching.http;

import dev.touchline.coaching.core.effect.Verdicts;
import dev.touchline.coaching.store.EffectReader.Group;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a team's sessions fared, on the wire. Absent fields are left out. */
@Schema(name = "TeamEffect", description = "How often a team's sessions helped (docs/effect.md).")
public record TeamEffectJson(
        @Schema(examples = "billing") String team,
        @Schema(description = "Sessions since then") Instant since,

        @Schema(description = "Fewest verdicts with which figures are told; fewer would tell of chance, and of persons")
        int leastVerdicts,

        @Schema(description = "Sessions whose verdict is not due yet")
        int pending,

        @Schema(description = "All of them; absent below leastVerdicts") @Nullable
        VerdictsJson all,

        @Schema(description = "Topics with enough verdicts") List<NamedJson> topics,

        @Schema(description = "Techniques with enough verdicts; sessions without one are only in the rest")
        List<NamedJson> techniques) {

    /** How many were called what. */
    @Schema(name = "Verdicts")
    public record VerdictsJson(int better, int worse, int inconclusive, String sentence) {
        static VerdictsJson of(Verdicts verdicts) {
            return new VerdictsJson(verdicts.better(), verdicts.worse(), verdicts.inconclusive(), verdicts.sentence());
        }
    }

    /** The verdicts of one topic or technique. */
    @Schema(name = "NamedVerdicts")
    public record NamedJson(
            @Schema(examples = "product-knowledge") String name, VerdictsJson verdicts) {}

    static TeamEffectJson of(String team, Instant since, List<Group> groups) {
        Verdicts all = groups.stream().map(Group::verdicts).reduce(Verdicts.NONE, Verdicts::plus);
        return new TeamEffectJson(
                team,
                since,
                Verdicts.LEAST,
                groups.stream().mapToInt(Group::pending).sum(),
                all.enough() ? VerdictsJson.of(all) : null,
                by(Group::topic, groups),
                by(Group::technique, groups));
    }

    private static List<NamedJson> by(Function<Group, @Nullable String> name, List<Group> groups) {
        Map<String, Verdicts> sums = new TreeMap<>();
        for (Group group : groups) {
            String key = name.apply(group);
            if (key != null) {
                sums.merge(key, group.verdicts(), Verdicts::plus);
            }
        }
        return sums.entrySet().stream()
                .filter(sum -> sum.getValue().enough())
                .map(sum -> new NamedJson(sum.getKey(), VerdictsJson.of(sum.getValue())))
                .toList();
    }
}
