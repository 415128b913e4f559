package dev.touchline.feedback.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A response as the data of a CloudEvent in structured form. For the documentation only. */
@Schema(name = "SurveyResponseCloudEvent")
public record PostedCloudEvent(
        @Schema(required = true, enumeration = "1.0") String specversion,
        @Schema(required = true) String id,
        @Schema(required = true) String source,
        @Schema(required = true) String type,
        @Nullable String datacontenttype,

        @Schema(required = true, implementation = PostedResponse.class)
        Object data) {}
