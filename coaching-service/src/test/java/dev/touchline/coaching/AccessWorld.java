package dev.touchline.coaching;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Random teams, people, covers and items, and who may see what of them, by the words of the semantics and by nothing of
 * the service's code.
 */
final class AccessWorld {
    private static final int TEAMS = 10;
    private static final int AGENTS = 40;
    private static final int SUPERVISORS = 12;
    private static final List<String> TOPICS = List.of("clarity", "courtesy", "effort", "resolution");

    final List<String> teams;
    final List<Member> agents = new ArrayList<>();
    final List<Cover> covers = new ArrayList<>();
    final List<Thing> items = new ArrayList<>();
    final Map<String, Set<String>> supervisors = new HashMap<>();
    private final Random random;

    AccessWorld(Random random) {
        this.random = random;
        String world = UUID.randomUUID().toString().substring(0, 8);
        teams = IntStream.range(0, TEAMS).mapToObj(n -> "w" + world + "-t" + n).toList();
        for (int n = 0; n < AGENTS; n++) {
            String id = "w" + world + "-a" + n;
            agents.add(new Member(id, chance(0.2) ? "agent:" + id + "-login" : "agent:" + id, one(teams)));
        }
        reshuffle(world);
        for (int n = 0; n < SUPERVISORS; n++) {
            coverFor("supervisor:" + world + n);
        }
        // Standing in is for supervisors: to an agent it opens nothing.
        coverFor(agents.getFirst().subject);
        for (Member agent : agents) {
            TOPICS.stream().filter(_ -> chance(0.6)).forEach(topic -> items.add(new Thing(agent, topic, agent.team)));
        }
        teams.forEach(team -> items.add(new Thing(null, "ops", team)));
    }

    /** An agent on the roster. */
    static final class Member {
        final String id;
        final String subject;
        String team;
        boolean deleted;

        Member(String id, String subject, String team) {
            this.id = id;
            this.subject = subject;
            this.team = team;
        }
    }

    /** Somebody who stands in. */
    record Cover(String subject, String team, Instant from, Instant until) {
        boolean holds(Instant now) {
            return !from.isAfter(now) && until.isAfter(now);
        }
    }

    /** An item; about a team where there is no agent. */
    static final class Thing {
        final Member agent;
        final String topic;
        private final String openedIn;
        private String closedIn;
        UUID id;

        Thing(Member agent, String topic, String openedIn) {
            this.agent = agent;
            this.topic = topic;
            this.openedIn = openedIn;
        }

        boolean isLive() {
            return closedIn == null;
        }

        void close() {
            closedIn = team();
        }

        /** Live ones follow their agent. */
        String team() {
            if (closedIn != null) {
                return closedIn;
            }
            return agent == null ? openedIn : agent.team;
        }

        String kind() {
            return agent == null ? "operations" : "coaching";
        }
    }

    /** Somebody with a token of {@code persona}. */
    record Person(String persona) {
        boolean seesAll() {
            return persona.equals("qa") || persona.equals("admin");
        }

        boolean isSupervisor() {
            return persona.startsWith("supervisor:");
        }

        boolean isAgent() {
            return persona.startsWith("agent:");
        }
    }

    /** Moves some agents, deletes one, and gives the teams other supervisors. */
    void turn() {
        agents.stream().filter(_ -> chance(0.3)).forEach(agent -> agent.team = one(teams));
        one(agents).deleted = true;
        reshuffle(UUID.randomUUID().toString().substring(0, 8));
    }

    private void reshuffle(String spare) {
        teams.forEach(team -> supervisors.put(team, new HashSet<>(Set.of("supervisor:" + team + "-" + spare))));
        for (int n = 0; n < SUPERVISORS; n++) {
            String subject = "supervisor:" + world() + n;
            for (int own = random.nextInt(4); own > 0; own--) {
                known(supervisors.get(one(teams))).add(subject);
            }
        }
    }

    private void coverFor(String subject) {
        Instant now = Instant.now();
        for (int n = random.nextInt(3); n > 0; n--) {
            Instant from = now.plusSeconds(one(List.of(-7_200L, -7_200L, 3_600L)));
            covers.add(new Cover(subject, one(teams), from, from.plusSeconds(chance(0.5) ? 3_600 : 36_000)));
        }
    }

    List<Person> people() {
        List<Person> people = new ArrayList<>();
        // Who may see a lot asks as often as all agents together, of whom each sees little.
        for (int times = 0; times < 3; times++) {
            people.addAll(List.of(new Person("qa"), new Person("admin")));
            IntStream.range(0, SUPERVISORS).forEach(n -> people.add(new Person("supervisor:" + world() + n)));
        }
        agents.forEach(agent -> people.add(new Person(agent.subject)));
        people.add(new Person("agent:" + world() + "-nobody"));
        return people;
    }

    /** By the roster. */
    boolean supervises(Person person, String team) {
        return person.isSupervisor() && known(supervisors.get(team)).contains(person.persona);
    }

    boolean leads(Person person, String team) {
        return person.isSupervisor()
                && (supervises(person, team)
                        || covers.stream()
                                .anyMatch(cover -> cover.subject().equals(person.persona)
                                        && cover.team().equals(team)
                                        && cover.holds(Instant.now())));
    }

    boolean seesTeam(Person person, String team) {
        return person.seesAll() || leads(person, team);
    }

    boolean seesAgent(Person person, Member agent) {
        return seesTeam(person, agent.team)
                || (person.isAgent() && person.persona.equals(agent.subject) && !agent.deleted);
    }

    boolean sees(Person person, Thing item) {
        return seesTeam(person, item.team())
                || Optional.ofNullable(item.agent)
                        .filter(agent -> seesAgent(person, agent))
                        .isPresent();
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private String world() {
        return teams.getFirst().substring(1, 9);
    }

    private static <T> T known(T value) {
        return Optional.ofNullable(value).orElseThrow();
    }
}
