package dev.touchline.goals.kafka;

import dev.touchline.goals.core.Agent;
import dev.touchline.goals.core.Team;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of {@code roster} records that goals care about. */
sealed interface RosterRecord {
    /** Grows with every change of what the key names. */
    long version();

    record OfAgent(
            String agent,
            String name,
            @Nullable String subject,
            @Nullable List<Assignment> assignments,
            @Nullable Instant deletedAt,
            long version)
            implements RosterRecord {
        public OfAgent {
            Objects.requireNonNull(agent, "agent");
            Objects.requireNonNull(name, "name");
        }

        Agent toCore() {
            return new Agent(
                    agent,
                    name,
                    Objects.requireNonNullElse(subject, "agent:" + agent),
                    Objects.requireNonNullElse(assignments, List.<Assignment>of()).stream()
                            .map(Assignment::toCore)
                            .toList(),
                    Optional.ofNullable(deletedAt));
        }
    }

    record Assignment(
            String team, @Nullable Instant from, @Nullable Instant to) {
        Agent.Assignment toCore() {
            return new Agent.Assignment(
                    team, Objects.requireNonNullElse(from, Instant.MIN), Objects.requireNonNullElse(to, Instant.MAX));
        }
    }

    record OfTeam(
            String team,
            @Nullable Set<String> supervisors,
            @Nullable String timeZone,
            long version) implements RosterRecord {
        public OfTeam {
            Objects.requireNonNull(team, "team");
        }

        Team toCore() {
            return new Team(
                    team,
                    Objects.requireNonNullElse(supervisors, Set.of()),
                    ZoneId.of(Objects.requireNonNullElse(timeZone, "UTC")));
        }
    }
}
