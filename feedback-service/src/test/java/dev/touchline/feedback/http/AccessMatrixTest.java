package dev.touchline.feedback.http;

import dev.touchline.backing.AccessMatrix;
import dev.touchline.backing.Backing;
import dev.touchline.backing.OpenApiDocument;
import dev.touchline.backing.Persona;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "feedback"))
class AccessMatrixTest {
    private static final String ROOT = " /api/feedback/v1";

    @Test
    void everyEndpointLetsInWhomItIsForAndNobodyElse() {
        Feedback.agent("a-17", Feedback.team("billing"));
        Feedback.agent("a-sold", Feedback.team("sales"));
        Feedback.key("demo");
        AccessMatrix.start()
                .with("source", "demo")
                .sources("POST" + ROOT + "/responses")
                // With the key of a source too: MetricsTest.
                .people("POST" + ROOT + "/metrics", Persona.ADMIN, Persona.QA)
                .people("POST" + ROOT + "/evaluations", Persona.ADMIN, Persona.QA)
                .people("GET" + ROOT + "/metrics", Persona.values())
                .people("GET" + ROOT + "/sources", Persona.ADMIN)
                .people("GET" + ROOT + "/sources/{source}", Persona.ADMIN)
                .people("PUT" + ROOT + "/sources/{source}", Persona.ADMIN)
                .people("POST" + ROOT + "/sources/{source}/keys", Persona.ADMIN)
                .people("DELETE" + ROOT + "/sources/{source}/keys/{key}", Persona.ADMIN)
                .sources("POST" + ROOT + "/sources/{source}/webhook")
                .open("GET" + ROOT + "/sources/{source}/webhook")
                .people("GET" + ROOT + "/sources/{source}/mappings", Persona.ADMIN)
                .people("POST" + ROOT + "/sources/{source}/try", Persona.ADMIN, Persona.QA)
                .people("GET" + ROOT + "/mappings", Persona.ADMIN, Persona.QA)
                .people("GET" + ROOT + "/mappings/{name}", Persona.ADMIN, Persona.QA)
                .people("GET" + ROOT + "/roster/teams", Persona.ADMIN, Persona.QA, Persona.SUPERVISOR)
                .people("GET" + ROOT + "/roster/teams/{team}", Persona.ADMIN, Persona.QA, Persona.SUPERVISOR)
                .people("PUT" + ROOT + "/roster/teams/{team}", Persona.ADMIN)
                .people("GET" + ROOT + "/roster/agents", Persona.ADMIN, Persona.QA, Persona.SUPERVISOR)
                .people("GET" + ROOT + "/roster/agents/{agent}", Persona.ADMIN, Persona.QA, Persona.SUPERVISOR)
                .people("PUT" + ROOT + "/roster/agents/{agent}", Persona.ADMIN)
                .people("DELETE" + ROOT + "/roster/agents/{agent}", Persona.ADMIN)
                .people("POST" + ROOT + "/roster/import", Persona.ADMIN)
                .people("GET" + ROOT + "/responses", Persona.values())
                .people("GET" + ROOT + "/responses/export", Persona.values())
                .people("POST" + ROOT + "/responses/attribution", Persona.ADMIN, Persona.QA)
                .people("GET" + ROOT + "/disputes", Persona.values())
                .people("POST" + ROOT + "/disputes/{id}/decide", Persona.ADMIN, Persona.QA)
                .people("GET" + ROOT + "/stream", Persona.values())
                .people("GET" + ROOT + "/insights/heatmap", Persona.ADMIN, Persona.QA, Persona.SUPERVISOR)
                .people("GET" + ROOT + "/insights/agents/{agent}", Persona.values())
                .people("GET" + ROOT + "/quarantine", Persona.ADMIN, Persona.QA)
                .people("GET" + ROOT + "/quarantine/{id}", Persona.ADMIN, Persona.QA)
                .people("POST" + ROOT + "/quarantine/{id}/discard", Persona.ADMIN)
                .people("POST" + ROOT + "/quarantine/redrive", Persona.ADMIN)
                .people("GET" + ROOT + "/quarantine/redrive", Persona.ADMIN)
                .people("DELETE" + ROOT + "/customers/{ref}", Persona.ADMIN)
                .people("GET" + ROOT + "/erasures", Persona.ADMIN)
                .foreign("team", "sales")
                .foreign("agent", "a-sold")
                .verify();
    }

    @Test
    void theCommittedDocumentIsWhatTheServiceOffers() {
        OpenApiDocument.assertCommitted(Path.of("openapi.yaml"));
    }
}
