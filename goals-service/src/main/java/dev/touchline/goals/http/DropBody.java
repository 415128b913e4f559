package dev.touchline.goals.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a goal is given up. */
@Schema(name = "DropGoal")
record DropBody(
        @Schema(
                required = true,
                minLength = 3,
                maxLength = 500,
                description = "Why it is given up.",
                examples = "Moved to another product line")
        @Nullable
        String reason) {}
