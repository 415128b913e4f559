package dev.touchline.feedback.store;

import dev.touchline.feedback.core.source.SourceSettings.FetchBackSettings;
import dev.touchline.feedback.core.source.SourceSettings.RateLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source is to be. Null leaves what there is.
 *
 * @param mapping YAML; blank: none any more
 * @param secrets all that are to be live; those that are live already stay what they are
 * @param apiToken blank: none any more
 * @param fetchBack with a blank address: none any more
 * @param rateLimit of 0: the usual one
 */
public record SourceChange(
        String name,
        @Nullable String mapping,
        @Nullable List<String> secrets,
        @Nullable String apiToken,
        @Nullable FetchBackSettings fetchBack,
        @Nullable RateLimit rateLimit) {}
