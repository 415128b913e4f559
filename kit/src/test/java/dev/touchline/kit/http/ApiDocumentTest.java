package dev.touchline.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiDocumentTest {
    private final APIResponses responses = OASFactory.createAPIResponses()
            .addAPIResponse("200", OASFactory.createAPIResponse())
            .addAPIResponse("404", OASFactory.createAPIResponse());
    private final OpenAPI document = OASFactory.createOpenAPI()
            .paths(OASFactory.createPaths()
                    .addPathItem(
                            "/x",
                            OASFactory.createPathItem()
                                    .GET(OASFactory.createOperation().responses(responses))));

    @AfterEach
    void forget() {
        System.clearProperty(ApiDocument.SERVER);
    }

    @Test
    void behindEveryFailureAreProblemDetails() {
        new ApiDocument().filterOpenAPI(document);

        assertThat(responses.getAPIResponse("200").getContent()).isNull();
        assertThat(responses.getAPIResponse("404").getContent().hasMediaType("application/problem+json"))
                .isTrue();
        assertThat(responses.getAPIResponse("default").getContent().hasMediaType("application/problem+json"))
                .isTrue();
    }

    @Test
    void theApiIsWhereTheSettingSaysAndNowhereWithoutOne() {
        new ApiDocument().filterOpenAPI(document);
        assertThat(document.getServers()).isNull();

        System.setProperty(ApiDocument.SERVER, "http://127.0.0.1:8083");
        new ApiDocument().filterOpenAPI(document);

        assertThat(document.getServers())
                .singleElement()
                .satisfies(server -> assertThat(server.getUrl()).isEqualTo("http://127.0.0.1:8083"));
    }
}
