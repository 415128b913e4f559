package dev.touchline.feedback.store;

import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.Text;
import dev.touchline.feedback.core.roster.Agent;
import dev.touchline.feedback.core.roster.AgentDraft;
import dev.touchline.feedback.core.roster.Edit;
import dev.touchline.feedback.core.roster.Roster;
import dev.touchline.feedback.core.roster.RosterRules;
import dev.touchline.feedback.core.roster.Team;
import dev.touchline.feedback.core.roster.TeamDraft;
import dev.touchline.feedback.kafka.RosterWire;
import dev.touchline.kit.outbox.Outbox;
import dev.touchline.kit.outbox.OutboxRelay;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Changes the roster: decides on the state in the database, saves, and leaves word in the outbox, all or nothing. */
@Singleton
public class RosterService {
    private static final int SAVED_AT_ONCE = 1000;

    private final Database database;
    private final OutboxRelay relay;

    RosterService(Database database, OutboxRelay relay) {
        this.database = database;
        this.relay = relay;
    }

    /**
     * Makes the team what the draft says.
     *
     * @param expected the version that the caller saw, 0 for none; empty: whatever it is
     */
    public Edit<Team> put(TeamDraft draft, OptionalLong expected, Flaws flaws) {
        return change(handle -> {
            Roster roster = RosterStore.around(handle, List.of(), List.of(), List.of());
            long version = roster.team(draft.id()).map(Team::version).orElse(0L);
            if (expected.isPresent() && expected.getAsLong() != version) {
                return new Edit.Stale<>(version);
            }
            Edit<Team> edit = RosterRules.edit(draft, roster, flaws);
            if (edit instanceof Edit.Changed<Team>(Team team)) {
                RosterStore.save(handle, team);
                Outbox.append(handle, RosterWire.row(team));
            }
            return edit;
        });
    }

    /** Makes the agent what the draft says; {@code expected} as in {@link #put(TeamDraft, OptionalLong, Flaws)}. */
    public Edit<Agent> put(AgentDraft draft, OptionalLong expected, Flaws flaws) {
        return change(handle -> {
            Roster roster = around(handle, List.of(draft));
            long version = roster.agent(draft.id()).map(Agent::version).orElse(0L);
            if (expected.isPresent() && expected.getAsLong() != version) {
                return new Edit.Stale<>(version);
            }
            Edit<Agent> edit = RosterRules.edit(draft, roster, now(), flaws);
            save(handle, changedBy(List.of(edit)));
            return edit;
        });
    }

    /** Takes an agent off the roster; empty when there is none of that id. */
    public Optional<Edit<Agent>> delete(String id, OptionalLong expected) {
        return change(handle -> RosterStore.around(handle, storable(Stream.of(id)), List.of(), List.of())
                .agent(id)
                .map(agent -> {
                    if (expected.isPresent() && expected.getAsLong() != agent.version()) {
                        return new Edit.Stale<>(agent.version());
                    }
                    Edit<Agent> edit = RosterRules.delete(agent, now());
                    save(handle, changedBy(List.of(edit)));
                    return edit;
                }));
    }

    /**
     * Decides on many agents in their order, each on the roster that those before it leave behind, and saves those that
     * are fine. What a row leaves out is filled up before the roster around it is read: a name that the row does not
     * speak of can clash just as well.
     */
    public List<Edit<Agent>> upsert(List<ImportRow> rows) {
        return change(handle -> {
            Instant now = now();
            Roster roster = around(handle, drafts(handle, rows, now));
            List<Edit<Agent>> edits = new ArrayList<>(rows.size());
            for (ImportRow row : rows) {
                Edit<Agent> edit = edit(row, roster, now);
                changedBy(List.of(edit)).forEach(roster::put);
                edits.add(edit);
            }
            save(handle, changedBy(edits));
            return edits;
        });
    }

    private static Edit<Agent> edit(ImportRow row, Roster roster, Instant now) {
        return switch (row) {
            case ImportRow.Unreadable(List<Flaw> flaws) -> new Edit.Refused<>(flaws);
            case ImportRow.Read read ->
                RosterRules.edit(read.over(roster.agent(read.agent()).orElse(null), now), roster, now, read.flaws());
        };
    }

    private static List<AgentDraft> drafts(Handle handle, List<ImportRow> rows, Instant now) {
        List<ImportRow.Read> read = rows.stream()
                .filter(ImportRow.Read.class::isInstance)
                .map(ImportRow.Read.class::cast)
                .toList();
        Roster known =
                RosterStore.around(handle, storable(read.stream().map(ImportRow.Read::agent)), List.of(), List.of());
        return read.stream()
                .map(row -> row.over(known.agent(row.agent()).orElse(null), now))
                .toList();
    }

    private <T> T change(Function<Handle, T> work) {
        T result = database.jdbi().inTransaction(handle -> {
            RosterStore.lock(handle);
            return work.apply(handle);
        });
        relay.nudge();
        return result;
    }

    private static Roster around(Handle handle, Collection<AgentDraft> drafts) {
        return RosterStore.around(
                handle,
                storable(drafts.stream().map(AgentDraft::id)),
                drafts.stream()
                        .flatMap(draft -> draft.aliases().stream())
                        .filter(alias -> alias.kind() != null && alias.value() != null)
                        .map(alias -> new AgentRef.ByAlias(
                                        Objects.requireNonNull(alias.kind()), Objects.requireNonNull(alias.value()))
                                .normalised())
                        .filter(alias -> isStorable(alias.kind()) && isStorable(alias.value()))
                        .toList(),
                storable(drafts.stream()
                        .map(draft -> Objects.requireNonNullElseGet(
                                draft.subject(), () -> Agent.defaultSubject(draft.id())))));
    }

    /** Without those that PostgreSQL can't even be asked about; the rules refuse them by name. */
    private static List<String> storable(Stream<String> names) {
        return names.filter(RosterService::isStorable).toList();
    }

    private static boolean isStorable(String name) {
        return Text.flaw(name, Limits.ALIAS_CHARS) == null;
    }

    /** The last version of each agent that changed. */
    private static Collection<Agent> changedBy(List<Edit<Agent>> edits) {
        Map<String, Agent> changed = new LinkedHashMap<>();
        for (Edit<Agent> edit : edits) {
            if (edit instanceof Edit.Changed<Agent>(Agent agent)) {
                changed.put(agent.id(), agent);
            }
        }
        return changed.values();
    }

    /** Some at a time, so that the statements of a large import don't all lie in memory at once. */
    private static void save(Handle handle, Collection<Agent> agents) {
        List<Agent> all = List.copyOf(agents);
        for (int from = 0; from < all.size(); from += SAVED_AT_ONCE) {
            List<Agent> some = all.subList(from, Math.min(all.size(), from + SAVED_AT_ONCE));
            List<AliasChanges.Held> changed = AliasChanges.between(handle, some);
            RosterStore.save(handle, some);
            AliasChanges.note(handle, some, changed);
            Outbox.append(handle, some.stream().map(RosterWire::row).toList());
        }
    }

    /** To the microsecond, as PostgreSQL keeps it: what is read back must equal what was written. */
    private static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
    }
}
