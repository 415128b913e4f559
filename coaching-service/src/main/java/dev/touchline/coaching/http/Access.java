package dev.touchline.coaching.http;

import dev.touchline.coaching.core.Agent;
import dev.touchline.coaching.core.Command.Actor;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.webhook.Webhook;
import dev.touchline.coaching.core.webhook.Webhook.Author;
import dev.touchline.coaching.kafka.RosterView;
import dev.touchline.coaching.store.Covers;
import dev.touchline.kit.auth.Caller;
import dev.touchline.kit.http.Problem;
import dev.touchline.kit.store.Database;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the caller may see: admin and QA everything, supervisors the teams that the roster gives them or that they stand
 * in for, agents themselves. What is not theirs is not found.
 */
@RequestScoped
public class Access {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Caller caller;
    private final RosterView roster;
    private final Covers covers;
    private final Database database;

    Access(Caller caller, RosterView roster, Covers covers, Database database) {
        this.caller = caller;
        this.roster = roster;
        this.covers = covers;
        this.database = database;
    }

    /** 404 unless the team is there and the caller's to see. */
    void team(String team) {
        ready();
        if (!roster.hasTeam(team) || !seesTeam(team)) {
            throw Problem.notFound("Team");
        }
    }

    /** 404 unless the team is there and the caller's by the roster: who only stands in can't let others in. */
    void ownTeam(String team) {
        ready();
        if (!roster.hasTeam(team) || !(caller.isAdmin() || roster.supervises(caller.subject(), team))) {
            throw Problem.notFound("Team");
        }
    }

    /** 404 unless the caller may tell others of what happens in this team; of all teams an admin may. */
    void webhook(Webhook webhook) {
        String team = webhook.team();
        if (!caller.isAdmin() && (team == null || !roster.supervises(caller.subject(), team))) {
            throw Problem.notFound("Webhook");
        }
    }

    /** Who tells others of a team. */
    Author author() {
        return new Author(caller.subject(), caller.isAdmin());
    }

    /** The teams that the caller supervises by the roster; null: they are an admin, and all are theirs. */
    @Nullable
    Set<String> ownTeams() {
        return caller.isAdmin() ? null : roster.supervisedBy(caller.subject());
    }

    /** The teams that the caller sees; null: all. */
    @Nullable
    Set<String> seenTeams() {
        if (caller.seesAllTeams()) {
            return null;
        }
        Set<String> teams = new HashSet<>(roster.supervisedBy(caller.subject()));
        teams.addAll(covers.coveredBy(caller.subject()));
        return teams;
    }

    /** Whether the team is the caller's to see; may be asked again and again after the request. */
    BooleanSupplier watch(String team) {
        boolean all = caller.seesAllTeams();
        String subject = caller.subject();
        return () -> roster.hasTeam(team) && (all || leads(subject, team));
    }

    /** 404 unless the agent is the caller, or works in a team of theirs. */
    void agent(String agentId) {
        ready();
        // No id holds U+0000, and the database takes no such text.
        if (agentId.indexOf('\0') >= 0 || !seesAgent(agentId)) {
            throw Problem.notFound("Agent");
        }
    }

    /** 404 unless the caller sees the item's agent or supervises the team whose queue it stands, or was closed, in. */
    void read(Item item) {
        if (!seesTeam(item.team()) && !seesAgent(item.agent().id())) {
            throw notFound();
        }
    }

    /** 404 unless the item is in a queue that the caller works. */
    void work(Item item) {
        if (!seesTeam(item.team())) {
            throw notFound();
        }
    }

    /** 404 unless the caller is the item's agent. */
    void own(Item item) {
        if (!caller.isAgent() || !roster.isAgent(caller.subject(), item.agent().id())) {
            throw notFound();
        }
    }

    /** 404 unless the caller is the agent, as the roster has them. */
    Agent self(String agentId) {
        ready();
        if (agentId.indexOf('\0') >= 0 || !caller.isAgent() || !roster.isAgent(caller.subject(), agentId)) {
            throw Problem.notFound("Agent");
        }
        return new Agent(agentId, roster.nameOf(agentId).orElse(agentId));
    }

    /** The agent's current team; 404 when the roster knows none. */
    String teamOf(Agent agent) {
        return roster.teamOf(agent.id()).orElseThrow(() -> Problem.notFound("Agent"));
    }

    /** Who calls. */
    String subject() {
        return caller.subject();
    }

    /** The caller as one who takes steps: an admin may end anybody's claim. */
    Actor actor() {
        return new Actor(caller.subject(), caller.isAdmin() ? Actor.Reach.ANY_CLAIM : Actor.Reach.OWN_CLAIMS);
    }

    /** What part of a queue the caller sees, as a part of its ETag. */
    String scope() {
        return caller.seesAllTeams() ? "all" : "team";
    }

    /** 503 until the schema, the roster and the covers are there: before that nothing is known to be not theirs. */
    void ready() {
        if (!database.migrated()) {
            throw Problem.unavailable("The database is away.", RETRY_AFTER);
        }
        if (!roster.loaded()) {
            throw Problem.unavailable("The roster is still being read.", RETRY_AFTER);
        }
        if (!covers.loaded()) {
            throw Problem.unavailable("Who stands in for whom is still being read.", RETRY_AFTER);
        }
    }

    static Problem notFound() {
        return Problem.notFound("Item");
    }

    private boolean seesTeam(String team) {
        return caller.seesAllTeams() || (caller.isSupervisor() && leads(caller.subject(), team));
    }

    private boolean leads(String subject, String team) {
        return roster.supervises(subject, team) || covers.covers(subject, team);
    }

    /** Whether the agent is the caller, or works in a team of theirs now. */
    boolean seesAgent(String agentId) {
        return caller.seesAllTeams()
                || (caller.isAgent() && roster.isAgent(caller.subject(), agentId))
                || roster.teamOf(agentId).filter(this::seesTeam).isPresent();
    }
}
