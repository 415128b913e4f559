package dev.touchline.coaching.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the queue needs of the roster's records. */
sealed interface RosterRecord {
    /** Grows with every change: of two records with one key the higher is the truth, in whatever order they come. */
    long version();

    /** An agent; {@code deletedAt} absent: on the roster. */
    record AgentRecord(
            String agent,
            String name,
            String subject,
            List<Assignment> assignments,
            @Nullable Instant deletedAt,
            long version)
            implements RosterRecord {
        public AgentRecord {
            requireNonNull(agent, "agent");
            requireNonNull(assignments, "assignments");
            name = name == null ? agent : name;
            subject = subject == null ? "agent:" + agent : subject;
        }

        /** The team at that time; when none covers it, the last one before it. */
        Optional<String> teamAt(Instant now) {
            return assignments.stream()
                    .filter(assignment -> assignment.startedBy(now))
                    .max(Comparator.comparing(Assignment::end))
                    .map(Assignment::team);
        }

        /** Whether that is who logs in with this subject; a deleted agent's may be somebody else's by now. */
        boolean logsInAs(String other, Instant now) {
            return subject.equals(other) && (deletedAt == null || deletedAt.isAfter(now));
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
    record TeamRecord(String team, List<String> supervisors, long version) implements RosterRecord {
        public TeamRecord {
            requireNonNull(team, "team");
            supervisors = supervisors == null ? List.of() : List.copyOf(supervisors);
        }
    }
}
