package dev.touchline.feedback.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.touchline.feedback.core.Flaws;
import dev.touchline.feedback.core.Limits;
import dev.touchline.feedback.core.Text;
import dev.touchline.feedback.core.WebLink;
import dev.touchline.feedback.core.fetch.FetchAddress;
import dev.touchline.feedback.core.fetch.TokenHeader;
import dev.touchline.feedback.core.source.SourceSettings.FetchBackSettings;
import dev.touchline.feedback.core.source.SourceSettings.RateLimit;
import dev.touchline.feedback.mapping.ShippedMappings;
import dev.touchline.feedback.store.SourceChange;
import dev.touchline.kit.http.Problem;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Sources as people write and read them. */
public final class SourceJsons {
    private static final int USUAL_PER_MINUTE = 60;
    private static final int USUAL_PER_DAY = 10_000;
    private static final int MOST = 1_000_000;

    private SourceJsons() {}

    /** What a source is to be. */
    @Schema(name = "SourceWrite", description = "What is left out stays as it is")
    public record SourceBody(
            @Schema(required = true, maxLength = 200) @Nullable
            String name,

            @Schema(description = "The mapping of its webhooks as YAML; an empty text removes it", maxLength = 65_536)
            @Nullable
            String mapping,

            @Schema(description = "Instead of mapping: the name of one that is shipped", examples = "typeform")
            @Nullable
            String shipped,

            @Schema(
                    description =
                            "The secrets that the platform signs with, all that are to be live; never shown again",
                    maxItems = 2)
            @Nullable
            List<@Nullable String> secrets,

            @Schema(description = "With which answers are fetched at the platform; never shown again, empty: none")
            @Nullable
            String apiToken,

            @Schema(description = "Where and how often answers are fetched; {} removes it") @Nullable
            FetchBackBody fetchBack,

            @Schema(description = "How much it may post on each instance; {} for the usual") @Nullable
            RateLimitBody rateLimit) {

        SourceChange change(Flaws flaws) {
            String wrong = name == null ? "is required" : Text.flawOfName(name, Limits.ID_CHARS);
            if (wrong != null) {
                flaws.add("/name", wrong);
            }
            if (apiToken != null && !TokenHeader.isVisible(apiToken)) {
                flaws.add("/apiToken", "must be visible ASCII characters: it travels in a header");
            }
            return new SourceChange(
                    name == null ? "" : name, yaml(flaws), given(flaws), apiToken, fetch(flaws), rate(flaws));
        }

        private @Nullable String yaml(Flaws flaws) {
            if (shipped == null) {
                return mapping;
            }
            if (mapping != null) {
                flaws.add("/shipped", "there must be either mapping or shipped");
            }
            if (!ShippedMappings.NAMES.contains(shipped)) {
                flaws.add("/shipped", "must be one of " + String.join(", ", ShippedMappings.NAMES));
                return null;
            }
            return ShippedMappings.yaml(shipped);
        }

        private @Nullable List<String> given(Flaws flaws) {
            if (secrets == null) {
                return null;
            }
            List<String> all =
                    secrets.stream().map(secret -> secret == null ? "" : secret).toList();
            if (all.size() != all.stream().distinct().count()) {
                flaws.add("/secrets", "must differ");
            }
            return all;
        }

        private @Nullable FetchBackSettings fetch(Flaws flaws) {
            if (fetchBack == null) {
                return null;
            }
            if (fetchBack.equals(FetchBackBody.NONE)) {
                return new FetchBackSettings("", null, null, 1, 1);
            }
            String url = fetchBack.baseUrl() == null ? "" : fetchBack.baseUrl();
            String path = fetchBack.path();
            String header = fetchBack.tokenHeader();
            if (!WebLink.isAcceptable(url)
                    || FetchAddress.of(url, FetchAddress.USUAL_PATH, "s", "r").isEmpty()) {
                flaws.add(
                        "/fetchBack/baseUrl",
                        "must be an http or https URL of at most 2000 characters without user, query and fragment");
            }
            if (path != null && (path.length() > Limits.URL_CHARS || !FetchAddress.isPath(path))) {
                flaws.add(
                        "/fetchBack/path",
                        "must begin with a slash, name {response}, and have at most 2000 characters of a URL");
            }
            if (header != null && TokenHeader.of(header, "t").isEmpty()) {
                flaws.add("/fetchBack/tokenHeader", TokenHeader.NOT_ONE);
            }
            return new FetchBackSettings(
                    url,
                    path,
                    header,
                    number("/fetchBack/perMinute", fetchBack.perMinute(), USUAL_PER_MINUTE, flaws),
                    number("/fetchBack/perDay", fetchBack.perDay(), USUAL_PER_DAY, flaws));
        }

        private @Nullable RateLimit rate(Flaws flaws) {
            if (rateLimit == null) {
                return null;
            }
            if (rateLimit.perSecond() == null) {
                return new RateLimit(0, 0);
            }
            int perSecond = number("/rateLimit/perSecond", rateLimit.perSecond(), 1, flaws);
            return new RateLimit(perSecond, number("/rateLimit/burst", rateLimit.burst(), perSecond, flaws));
        }

        private static int number(String pointer, @Nullable Integer given, int usual, Flaws flaws) {
            int number = given == null ? usual : given;
            if (number < 1 || number > MOST) {
                flaws.add(pointer, "must be a number from 1 to " + MOST);
                return usual;
            }
            return number;
        }
    }

    /** Where a thin source's answers are fetched. */
    @Schema(name = "FetchBack")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FetchBackBody(
            @Schema(description = "http or https; required unless all is left out", maxLength = 2000) @Nullable
            String baseUrl,

            @Schema(
                    description = "What follows it; the ids of the notice stand for {survey} and {response}",
                    maxLength = 2000,
                    defaultValue = FetchAddress.USUAL_PATH)
            @Nullable
            String path,

            @Schema(
                    description = "The header that the apiToken is sent in",
                    maxLength = 200,
                    defaultValue = TokenHeader.USUAL,
                    examples = "X-API-TOKEN: {token}")
            @Nullable
            String tokenHeader,

            @Schema(
                    description = "In any 60 seconds, all instances together; asking is spread evenly",
                    minimum = "1",
                    maximum = "1000000",
                    defaultValue = "60")
            @Nullable
            Integer perMinute,

            @Schema(
                    description = "In any 24 hours, all instances together",
                    minimum = "1",
                    maximum = "1000000",
                    defaultValue = "10000")
            @Nullable
            Integer perDay) {
        static final FetchBackBody NONE = new FetchBackBody(null, null, null, null, null);
    }

    /** How much a source may post. */
    @Schema(name = "RateLimit")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RateLimitBody(
            @Schema(description = "Requests a second", minimum = "1") @Nullable
            Integer perSecond,

            @Schema(description = "Requests at once after a pause; perSecond when absent", minimum = "1") @Nullable
            Integer burst) {}

    /**
     * A source.
     *
     * @param key present once, in the answer to what made it
     */
    @Schema(name = "Source")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SourceJson(
            String source,
            String name,
            List<KeyJson> keys,
            @Nullable MappingJson mapping,
            List<SecretJson> secrets,
            @Nullable SecretJson apiToken,
            @Nullable FetchBackBody fetchBack,
            @Nullable RateLimitBody rateLimit,

            @Schema(description = "Why this instance can't serve it as it is set; absent: it can") @Nullable
            List<Problem.Cause> degraded,

            long version,

            @Schema(description = "The new key; shown this once") @Nullable
            String key,

            @Schema(description = "Deliveries that wait in quarantine, after a change of the mapping") @Nullable
            Long waiting,

            @Schema(description = "What to do about them, or what is left out") @Nullable
            String hint) {}

    /** A live key; what it is, nobody knows. */
    @Schema(name = "SourceKey")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record KeyJson(
            @Schema(description = "The first 12 hexadecimal digits of the key's SHA-256")
            String id,

            Instant createdAt,

            @Schema(description = "To the minute; uses by way of other instances show a little later. Absent: never")
            @Nullable
            Instant lastUsedAt) {}

    /** A secret, of which nothing is shown. */
    @Schema(name = "SourceSecret")
    public record SecretJson(String id, Instant createdAt) {}

    /**
     * The mapping of a source.
     *
     * @param version grows by one with each change
     * @param inForce the version that this instance uses
     */
    @Schema(name = "SourceMapping")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MappingJson(
            long version,
            long inForce,

            @Schema(description = "Absent in lists") @Nullable
            String yaml) {}
}
