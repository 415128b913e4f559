package dev.touchline.alerting.http;

import dev.touchline.backing.Backing;
import dev.touchline.backing.OpenApiDocument;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "alerting"))
class OpenApiTest {
    @Test
    void theCommittedDocumentIsWhatTheServiceOffers() {
        OpenApiDocument.assertCommitted(Path.of("openapi.yaml"));
    }
}
