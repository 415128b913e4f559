package dev.touchline.kit.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Completes the OpenAPI document with what is alike in all services: problem details behind every failure, and where
 * the API is, which a reader of the management port could not know.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class ApiDocument implements OASFilter {
    /** The API's own address, such as {@code http://127.0.0.1:8083}; unset, the document names none. */
    static final String SERVER = "touchline.openapi.server";

    private static final String PROBLEM = "Problem";
    private static final String DEFAULT = "default";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        ConfigProvider.getConfig()
                .getOptionalValue(SERVER, String.class)
                .ifPresent(url -> document.addServer(OASFactory.createServer().url(url)));
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ApiDocument::describeFailures);
    }

    private static void describeFailures(Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.compareTo("400") >= 0 && response.getContent() == null) {
                describe(response);
            }
        });
        if (!operation.getResponses().hasAPIResponse(DEFAULT)) {
            operation.getResponses().addAPIResponse(DEFAULT, others());
        }
    }

    private static APIResponse others() {
        APIResponse others = OASFactory.createAPIResponse().description("Any other failure");
        describe(others);
        return others;
    }

    private static void describe(APIResponse response) {
        response.setContent(OASFactory.createContent()
                .addMediaType(
                        ProblemResponse.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(PROBLEM))));
    }
}
