package dev.touchline.feedback.core.roster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a team to be. Null means not said: a name must be said.
 *
 * @param timeZone null: UTC
 */
public record TeamDraft(
        String id,
        @Nullable String name,
        List<@Nullable String> supervisors,
        @Nullable String timeZone) {}
