package dev.touchline.feedback.core.roster;

import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.Text;
import dev.touchline.feedback.core.roster.AgentDraft.AliasDraft;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What may be written onto the roster. */
public final class RosterRules {
    /** Most aliases of one agent. */
    public static final int ALIASES = 50;
    /** Most supervisors of one team. */
    public static final int SUPERVISORS = 50;

    private static final ValueRange YEARS = ValueRange.of(1900, 9999);

    private RosterRules() {}

    /**
     * Decides on a team.
     *
     * @param roster has the team as it is, if it is
     * @param flaws what the reading of the draft already found
     */
    public static Edit<Team> edit(TeamDraft draft, Roster roster, Flaws flaws) {
        slug("", draft.id(), flaws);
        name("/name", draft.name(), flaws);
        List<String> supervisors = supervisors(draft.supervisors(), flaws);
        ZoneId zone = zone(draft.timeZone(), flaws);
        if (!flaws.none() || draft.name() == null) {
            return new Edit.Refused<>(flaws.list());
        }
        Team known = roster.team(draft.id()).orElse(null);
        long version = known == null ? 1 : known.version() + 1;
        Team team = new Team(draft.id(), draft.name(), supervisors, zone, version);
        return known != null && known.saysTheSameAs(team) ? new Edit.Unchanged<>(known) : new Edit.Changed<>(team);
    }

    /**
     * Decides on an agent.
     *
     * @param roster has the agent as it is, if it is, the team, and everybody who shares an alias or a subject with it
     * @param flaws what the reading of the draft already found
     */
    public static Edit<Agent> edit(AgentDraft draft, Roster roster, Instant now, Flaws flaws) {
        agentId(draft.id(), flaws);
        name("/name", draft.name(), flaws);
        if (draft.subject() != null) {
            name("/subject", draft.subject(), flaws);
        }
        team(draft.team(), roster, flaws);
        time("/teamFrom", draft.teamFrom(), flaws);
        if (draft.startedOn() != null && !YEARS.isValidValue(draft.startedOn().getYear())) {
            flaws.add("/startedOn", "must lie between 1900 and 9999");
        }
        List<Alias> aliases = aliases(draft.aliases(), flaws);
        if (!flaws.none() || draft.name() == null || draft.team() == null) {
            return new Edit.Refused<>(flaws.list());
        }
        Agent agent = agent(draft, draft.name(), draft.team(), aliases, roster, now);
        clashes(agent, roster, flaws);
        if (!flaws.none()) {
            return new Edit.Clash<>(flaws.list());
        }
        Agent known = roster.agent(draft.id()).orElse(null);
        return known != null && known.saysTheSameAs(agent) ? new Edit.Unchanged<>(known) : new Edit.Changed<>(agent);
    }

    /** Takes an agent off the roster; it stays readable in history. */
    public static Edit<Agent> delete(Agent agent, Instant now) {
        return agent.deletedAt() == null ? new Edit.Changed<>(agent.deleted(now)) : new Edit.Unchanged<>(agent);
    }

    private static Agent agent(
            AgentDraft draft, String name, String team, List<Alias> aliases, Roster roster, Instant now) {
        Agent known = roster.agent(draft.id()).orElse(null);
        List<Assignment> current = known == null ? List.of() : known.assignments();
        return new Agent(
                draft.id(),
                name,
                Objects.requireNonNullElseGet(draft.subject(), () -> Agent.defaultSubject(draft.id())),
                Assignments.assign(current, team, draft.teamFrom(), now),
                aliases,
                draft.startedOn(),
                null,
                known == null ? 1 : known.version() + 1);
    }

    private static void clashes(Agent agent, Roster roster, Flaws flaws) {
        for (int i = 0; i < agent.aliases().size(); i++) {
            Alias alias = agent.aliases().get(i);
            for (Agent other : roster.everyHolderOf(alias.key())) {
                if (!other.id().equals(agent.id()) && holds(other, alias)) {
                    flaws.add(
                            "/aliases/" + i,
                            alias.kind() + " " + alias.value() + " is agent " + other.id() + "'s at that time");
                }
            }
        }
        roster.loggingInAs(agent.subject())
                .filter(other -> !other.id().equals(agent.id()))
                .forEach(other -> flaws.add("/subject", agent.subject() + " is agent " + other.id() + "'s"));
    }

    private static boolean holds(Agent other, Alias alias) {
        return other.aliases().stream()
                .filter(theirs -> theirs.key().equals(alias.key()))
                .map(theirs -> other.deletedAt() == null
                        ? theirs.during()
                        : theirs.during().until(other.deletedAt()))
                .anyMatch(during -> during != null && during.overlaps(alias.during()));
    }

    private static List<Alias> aliases(List<AliasDraft> drafts, Flaws flaws) {
        if (drafts.size() > ALIASES) {
            flaws.add("/aliases", "must have at most " + ALIASES + " entries");
            return List.of();
        }
        List<Alias> aliases = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            Alias alias = alias("/aliases/" + i, drafts.get(i), flaws);
            if (alias != null) {
                aliases.add(alias);
            }
        }
        return aliases;
    }

    private static @Nullable Alias alias(String base, AliasDraft draft, Flaws flaws) {
        if (draft.kind() == null || !Text.isSlug(draft.kind())) {
            flaws.add(base + "/kind", Text.NOT_A_SLUG);
        }
        String wrong = draft.value() == null ? "is required" : Text.flawOfName(draft.value(), Limits.ALIAS_CHARS);
        if (wrong != null) {
            flaws.add(base + "/value", wrong);
        }
        boolean timely = time(base + "/from", draft.from(), flaws) & time(base + "/to", draft.to(), flaws);
        boolean ordered =
                draft.from() == null || draft.to() == null || draft.from().isBefore(draft.to());
        if (!ordered) {
            flaws.add(base + "/to", "must be after from");
        }
        return draft.kind() == null || draft.value() == null || wrong != null || !ordered || !timely
                ? null
                : new Alias(draft.kind(), draft.value(), new Validity(draft.from(), draft.to()));
    }

    /** Whether it is a time that every reader behind us can hold, or none. */
    private static boolean time(String pointer, @Nullable Instant at, Flaws flaws) {
        boolean fine = at == null || !(at.isBefore(Limits.EARLIEST) || at.isAfter(Limits.LATEST));
        if (!fine) {
            flaws.add(pointer, "must lie between 1970 and 9999");
        }
        return fine;
    }

    private static void team(@Nullable String team, Roster roster, Flaws flaws) {
        if (team == null) {
            flaws.add("/team", "is required");
        } else if (roster.team(team).isEmpty()) {
            flaws.add("/team", "is not a team of the roster");
        }
    }

    private static void agentId(String id, Flaws flaws) {
        String wrong = Text.flawOfName(id, Limits.WORD_CHARS);
        if (wrong != null || id.indexOf('/') >= 0 || id.chars().anyMatch(Character::isISOControl)) {
            flaws.add("/agent", wrong != null ? wrong : "must not contain / or control characters");
        }
    }

    private static List<String> supervisors(List<@Nullable String> given, Flaws flaws) {
        if (given.size() > SUPERVISORS) {
            flaws.add("/supervisors", "must have at most " + SUPERVISORS + " entries");
            return List.of();
        }
        List<String> supervisors = new ArrayList<>(given.size());
        for (String supervisor : given) {
            name("/supervisors/" + supervisors.size(), supervisor, flaws);
            supervisors.add(supervisor == null ? "" : supervisor);
        }
        return supervisors;
    }

    private static void slug(String pointer, String id, Flaws flaws) {
        if (!Text.isSlug(id)) {
            flaws.add(pointer, "the id in the path " + Text.NOT_A_SLUG);
        }
    }

    private static void name(String pointer, @Nullable String name, Flaws flaws) {
        String wrong = name == null ? "is required" : Text.flawOfName(name, Limits.ID_CHARS);
        if (wrong != null) {
            flaws.add(pointer, wrong);
        }
    }

    private static ZoneId zone(@Nullable String name, Flaws flaws) {
        try {
            return name == null ? ZoneId.of("UTC") : ZoneId.of(name);
        } catch (DateTimeException e) {
            flaws.add("/timeZone", "must be a time zone such as Europe/Berlin");
            return ZoneOffset.UTC;
        }
    }
}
