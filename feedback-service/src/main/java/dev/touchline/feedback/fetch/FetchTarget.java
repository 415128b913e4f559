package dev.touchline.feedback.fetch;

import dev.touchline.feedback.core.fetch.TokenHeader;
import dev.touchline.feedback.core.source.SourceSettings.FetchBackSettings;
import dev.touchline.feedback.kafka.LiveSource;
import dev.touchline.feedback.mapping.Mapping;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source whose answers can be fetched, and how.
 *
 * @param header with the token; null: none is sent
 */
public record FetchTarget(
        LiveSource source,
        FetchBackSettings settings,
        @Nullable TokenHeader header) {

    /** Empty while its settings leave something out that is needed; what is to be fetched waits until then. */
    public static Optional<FetchTarget> of(@Nullable LiveSource source) {
        if (source == null) {
            return Optional.empty();
        }
        Mapping mapping = source.mapping();
        FetchBackSettings settings = source.source().settings().fetchBack();
        if (mapping == null || !mapping.thin() || settings == null) {
            return Optional.empty();
        }
        if (source.source().settings().apiToken() == null) {
            return Optional.of(new FetchTarget(source, settings, null));
        }
        return source.apiToken() == null
                ? Optional.empty()
                : TokenHeader.of(settings.tokenHeaderOrUsual(), source.apiToken())
                        .map(header -> new FetchTarget(source, settings, header));
    }

    /** The source's id. */
    public String id() {
        return source.source().id();
    }
}
