package dev.touchline.local.gateway;

import dev.touchline.local.demo.Organisation;
import dev.touchline.local.identity.Persona;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page on which a person picks whom to act as; it stands where a real issuer asks for a password. */
final class PersonaPage {
    private PersonaPage() {}

    /** @param query of the authorization request; every choice repeats it with {@code persona} added */
    static String render(@Nullable String query, String clientId) {
        String base = "authorize?" + Answers.escape(query == null ? "" : query) + "&amp;persona=";
        String choices = offered().stream()
                .map(persona -> "<li><a href=\"%s%s\">%s</a></li>".formatted(base, persona, persona))
                .collect(Collectors.joining("\n"));
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in to Touchline</title>
                <meta name="viewport" content="width=device-width">
                <style>%s</style>
                <main><h1>Sign in as</h1>
                <p>Local personas for <b>%s</b>; no passwords, this machine only.</p>
                <ul class="choices">
                %s
                </ul>
                <p>Somebody else: add <code>&amp;persona=…</code> to the address with one of %s.</p></main></html>
                """.formatted(StartPage.STYLE, Answers.escape(clientId), choices, Answers.escape(Persona.FORMS));
    }

    private static List<String> offered() {
        Organisation demo = Organisation.demo();
        return Stream.of(
                        Stream.of("admin", "qa"),
                        demo.teams().stream().map(team -> "supervisor:" + team.id()),
                        demo.agents().stream().limit(3).map(agent -> "agent:" + agent.id()))
                .flatMap(choices -> choices)
                .toList();
    }
}
