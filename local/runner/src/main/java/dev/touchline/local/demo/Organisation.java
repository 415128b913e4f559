package dev.touchline.local.demo;

import dev.touchline.local.Resources;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The demo's teams and agents: always the same, so that links and pictures of it stay true. */
public record Organisation(List<Team> teams, List<Agent> agents) {
    /** Every tenth agent does not know the products well: the five that the filters should find among fifty. */
    private static final Set<Integer> WEAK = Set.of(7, 17, 23, 34, 42);

    /** Two teams of this size, the last one has the rest. */
    private static final int TEAM_SIZE = 17;

    /**
     * A team and who leads it.
     *
     * @param id a slug
     * @param supervisor token subject, {@code supervisor:<id>}
     */
    public record Team(String id, String name, String supervisor, String timeZone) {}

    /**
     * Somebody who talks to customers.
     *
     * @param id {@code a-01} to {@code a-50}
     * @param email how some platforms name the agent
     * @param weakInProductKnowledge whether customers keep marking them down for it
     */
    public record Agent(
            String id, String name, Team team, String email, LocalDate startedOn, boolean weakInProductKnowledge) {}

    /** Three teams, fifty agents. */
    public static Organisation demo() {
        List<Team> teams = List.of(
                team("billing", "Billing", "Europe/Berlin"),
                team("technical", "Technical support", "Europe/Madrid"),
                team("retention", "Retention", "Europe/Lisbon"));
        List<String> names = Resources.lines("/demo/people.txt");
        List<Agent> agents = new ArrayList<>();
        for (int i = 1; i <= names.size(); i++) {
            String name = names.get(i - 1);
            LocalDate startedOn = LocalDate.of(2019 + i % 7, 1 + i % 12, 1);
            agents.add(new Agent(
                    "a-%02d".formatted(i),
                    name,
                    teams.get((i - 1) / TEAM_SIZE),
                    email(name),
                    startedOn,
                    WEAK.contains(i)));
        }
        return new Organisation(teams, List.copyOf(agents));
    }

    private static Team team(String id, String name, String timeZone) {
        return new Team(id, name, "supervisor:" + id, timeZone);
    }

    private static String email(String name) {
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return ascii.toLowerCase(Locale.ROOT).replace(' ', '.') + "@contact.example";
    }
}
