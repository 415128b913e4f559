package dev.touchline.goals.http;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.touchline.goals.core.GoalState;
import dev.touchline.goals.core.GoalState.Accepted;
import dev.touchline.goals.core.GoalState.Achieved;
import dev.touchline.goals.core.GoalState.Dropped;
import dev.touchline.goals.core.GoalState.Suggested;
import dev.touchline.goals.core.GoalState.Withdrawn;
import dev.touchline.kit.http.Problem;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A goal's state by name. */
@Schema(
        name = "GoalState",
        description = "suggested by the system; withdrawn when no need is left behind the suggestion; accepted by a"
                + " person; then achieved or dropped.")
public enum StateName {
    SUGGESTED,
    WITHDRAWN,
    ACCEPTED,
    ACHIEVED,
    DROPPED;

    /** The name on the wire. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static StateName of(GoalState state) {
        return switch (state) {
            case Suggested _ -> SUGGESTED;
            case Withdrawn _ -> WITHDRAWN;
            case Accepted _ -> ACCEPTED;
            case Achieved _ -> ACHIEVED;
            case Dropped _ -> DROPPED;
        };
    }

    /** The states that a query asks for; what needs attention when it names none. 400 for a name that is none. */
    static Set<StateName> asked(List<String> names) {
        if (names.isEmpty()) {
            return EnumSet.of(SUGGESTED, ACCEPTED);
        }
        Set<StateName> asked = EnumSet.noneOf(StateName.class);
        for (String name : names) {
            asked.add(Arrays.stream(values())
                    .filter(state -> state.text().equals(name))
                    .findFirst()
                    .orElseThrow(StateName::unknown));
        }
        return asked;
    }

    private static Problem unknown() {
        String known = Arrays.stream(values()).map(StateName::text).collect(Collectors.joining(", "));
        return new Problem(400, "Bad query", List.of(new Problem.Cause("state", "is one of " + known)));
    }
}
