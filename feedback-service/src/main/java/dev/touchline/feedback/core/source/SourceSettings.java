package dev.touchline.feedback.core.source;

import dev.touchline.feedback.core.fetch.FetchAddress;
import dev.touchline.feedback.core.fetch.TokenHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a source's own payloads are taken.
 *
 * @param secrets with which the platform signs, the newest last; at most {@link #LIVE_SECRETS}
 * @param apiToken with which we ask the platform for what its webhooks leave out
 * @param fetchBack null: nothing is asked for
 * @param rateLimit null: the usual one
 */
public record SourceSettings(
        MappingText mapping,
        List<SealedSecret> secrets,
        @Nullable SealedSecret apiToken,
        @Nullable FetchBackSettings fetchBack,
        @Nullable RateLimit rateLimit) {
    /** Enough to change a secret without a pause. */
    public static final int LIVE_SECRETS = 2;

    /** Those of a source that posts our own form only. */
    public static final SourceSettings NONE = new SourceSettings(MappingText.NONE, List.of(), null, null, null);

    public SourceSettings {
        secrets = List.copyOf(secrets);
    }

    /**
     * A mapping as it was written.
     *
     * @param version grows by one with each change of the text, from 1; 0: there never was one
     * @param yaml null: none, or removed
     */
    public record MappingText(long version, @Nullable String yaml) {
        public static final MappingText NONE = new MappingText(0, null);

        /** The next version. */
        public MappingText changed(@Nullable String text) {
            return new MappingText(version + 1, text);
        }
    }

    /**
     * Where a thin source's answers are fetched, and how often we may ask, on all instances together.
     *
     * @param baseUrl http or https
     * @param path what follows it, see {@link FetchAddress#of}; null: the usual one
     * @param tokenHeader the header with the token, see {@link TokenHeader#of}; null: the usual one
     * @param perMinute in any 60 seconds
     * @param perDay in any 24 hours
     */
    public record FetchBackSettings(
            String baseUrl, @Nullable String path, @Nullable String tokenHeader, int perMinute, int perDay) {

        /** What follows the address. */
        public String pathOrUsual() {
            return path == null ? FetchAddress.USUAL_PATH : path;
        }

        /** The header with the token. */
        public String tokenHeaderOrUsual() {
            return tokenHeader == null ? TokenHeader.USUAL : tokenHeader;
        }
    }

    /**
     * How much a source may post on each instance.
     *
     * @param perSecond requests
     * @param burst requests at once after a pause
     */
    public record RateLimit(int perSecond, int burst) {}

    public SourceSettings withSecrets(List<SealedSecret> live) {
        return new SourceSettings(mapping, live, apiToken, fetchBack, rateLimit);
    }
}
