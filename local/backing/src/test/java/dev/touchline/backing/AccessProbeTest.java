package dev.touchline.backing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against services that decide by the path and the subject, whatever the token. */
class AccessProbeTest {
    private static final Operation QUEUE = new Operation("GET /teams/{team}/queue", Optional.empty());
    private static final AccessRule SUPERVISED =
            new AccessRule.People(Set.of(Persona.SUPERVISOR, Persona.ADMIN), AccessRule.Scope.OWN);
    private static final String WRONG_TEAM =
            "GET /teams/{team}/queue as supervisor:billing for another team: expected 403 or 404, was 200";

    private HttpServer service;

    @BeforeEach
    void aService() throws IOException {
        service = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void aServiceThatNeverLooksAtTheTeamIsFound() {
        serve((path, subject) -> 200);

        assertThat(problems(Map.of("team", "sales"))).contains(WRONG_TEAM);
    }

    @Test
    void aServiceThatKeepsTeamsApartIsNotBlamedForIt() {
        serve((path, subject) ->
                subject.equals("admin") || (subject + path).startsWith("supervisor:billing/teams/billing/")
                        ? 200
                        : 404);

        assertThat(problems(Map.of("team", "sales"))).noneMatch(problem -> problem.contains("another team"));
    }

    @Test
    void whatAnotherTeamHasMustBeGiven() {
        serve((path, subject) -> 200);

        assertThat(problems(Map.of()))
                .contains("GET /teams/{team}/queue: foreign(\"team\", …) must say what another team has there");
    }

    @Test
    void whatAnotherTeamHasMustBeThere() {
        serve((path, subject) -> path.contains("billing") ? 200 : 404);

        assertThat(problems(Map.of("team", "sales")))
                .contains("GET /teams/{team}/queue as one who sees all teams: expected found, was 404");
    }

    private List<String> problems(Map<String, String> foreign) {
        URI base = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/");
        return new AccessProbe(new ServiceUnderTest(base, base), Map.of("team", "billing"), foreign, Map.of())
                .problems(QUEUE, SUPERVISED);
    }

    private void serve(BiFunction<String, String, Integer> status) {
        service.createContext("/", exchange -> {
            String subject = subject(exchange.getRequestHeaders().getFirst("Authorization"));
            String path = exchange.getRequestURI().getPath();
            exchange.sendResponseHeaders(subject.isEmpty() ? 401 : status.apply(path, subject), -1);
            exchange.close();
        });
    }

    private static String subject(String authorization) {
        if (authorization == null || authorization.chars().filter(c -> c == '.').count() != 2) {
            return "";
        }
        String claims =
                new String(Base64.getUrlDecoder().decode(authorization.split("\\.")[1]), StandardCharsets.UTF_8);
        return claims.contains("\"sub\"") ? claims.replaceAll(".*\"sub\":\"([^\"]*)\".*", "$1") : "";
    }
}
