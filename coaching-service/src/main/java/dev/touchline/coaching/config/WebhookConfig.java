package dev.touchline.coaching.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of webhooks that go out. All durations are ISO 8601. */
@ConfigMapping(prefix = "touchline.webhooks")
public interface WebhookConfig {

    /** Whether receivers may be at addresses of our own machine and networks, and be spoken to without TLS. */
    @WithDefault("false")
    boolean allowPrivate();

    /** What {@code link} in a message says; {@code {id}} stands for the item's id. */
    @WithDefault("/api/coaching/v1/items/{id}")
    String link();

    /** How often it is looked for what is due. */
    @WithDefault("PT0.5S")
    Duration poll();

    /** How long a receiver may take for its answer, connecting included. */
    @WithDefault("PT15S")
    Duration timeout();

    /** After how long another instance takes up what one took up and said nothing more of; longer than the timeout. */
    @WithDefault("PT1M")
    Duration lease();

    /** How many messages an instance sends at a time. */
    @WithDefault("16")
    int atOnce();

    /** How many of them to one receiver. */
    @WithDefault("8")
    int atOnceEach();

    /** The waits between attempts; as suggested by Standard Webhooks. Up to a tenth is added to each. */
    @WithDefault("PT5S,PT5M,PT30M,PT2H,PT5H,PT10H,PT14H,PT20H,PT24H")
    List<Duration> retries();

    /** A subscription of which no message has got through for so long is disabled. */
    @WithDefault("P5D")
    Duration disableAfter();

    /**
     * The keys that secrets of webhooks are sealed with, as {@code id:Base64 of 32 bytes}: the first seals, all open.
     * Without one no webhook can be made.
     */
    Optional<List<String>> secretKeys();

    /** For how long after a rotation messages are signed with the old secret too. */
    @WithDefault("PT24H")
    Duration oldSecretFor();

    /** How long what was delivered is kept. */
    @WithDefault("P7D")
    Duration keepDelivered();

    /** How long what was given up is kept. */
    @WithDefault("P28D")
    Duration keepDead();

    /** How often it is looked for what is older. */
    @WithDefault("PT10M")
    Duration sweepEvery();
}
