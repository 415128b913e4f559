package dev.touchline.feedback.http;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One agent of an import, as sent. */
@Schema(name = "ImportRow")
public record ImportBody(
        @Schema(required = true, maxLength = 100) @Nullable String agent,
        @Schema(required = true, maxLength = 200) @Nullable String name,
        @Schema(required = true) @Nullable String team,
        @Nullable List<AgentBody.@Nullable AliasBody> aliases,
        @Schema(implementation = LocalDate.class) @Nullable String startedOn) {}
