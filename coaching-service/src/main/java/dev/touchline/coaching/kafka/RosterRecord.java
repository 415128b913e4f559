package dev.touchline.coaching.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the queue needs of the roster's records. */
sealed interface RosterRecord {

    /** An agent. */
    record AgentRecord(String agent, String subject, List<Assignment> assignments) implements RosterRecord {
        public AgentRecord {
            requireNonNull(agent, "agent");
            requireNonNull(assignments, "assignments");
            subject = subject == null ? "agent:" + agent : subject;
        }

        /** The team at that time; when none covers it, the last one before it. */
        Optional<String> teamAt(Instant now) {
            return assignments.stream()
                    .filter(assignment -> assignment.startedBy(now))
                    .max(Comparator.comparing(Assignment::end))
                    .map(Assignment::team);
        }
    }

    /** A team for a time; {@code from} absent: since ever, {@code to} absent: open. */
    record Assignment(
            String team, @Nullable Instant from, @Nullable Instant to) {
        public Assignment {
            requireNonNull(team, "assignments.team");
        }

        boolean startedBy(Instant now) {
            return from == null || !from.isAfter(now);
        }

        Instant end() {
            return to == null ? Instant.MAX : to;
        }
    }

    /** A team and the subjects who supervise it. */
    record TeamRecord(String team, List<String> supervisors) implements RosterRecord {
        public TeamRecord {
            requireNonNull(team, "team");
            supervisors = supervisors == null ? List.of() : List.copyOf(supervisors);
        }
    }
}
