package dev.touchline.feedback.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Adds the key of a source to the OpenAPI document as a second way to identify oneself: declared on an endpoint it
 * would displace the tokens of people.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class DocumentFilter implements OASFilter {
    /** The name of the scheme that ingest asks for. */
    static final String SOURCE_KEY = "sourceKey";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents()
                .addSecurityScheme(
                        SOURCE_KEY,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("The key of a source, as given when the source was created"));
    }
}
