package dev.touchline.feedback.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import dev.touchline.feedback.core.fetch.FetchResult;
import dev.touchline.feedback.core.fetch.TokenHeader;
import dev.touchline.feedback.core.source.Source;
import dev.touchline.feedback.core.source.SourceSettings;
import dev.touchline.feedback.core.source.SourceSettings.FetchBackSettings;
import dev.touchline.feedback.kafka.LiveSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpPlatformTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String TOKEN = "t0p-s3cret";

    private final HttpPlatform client = new HttpPlatform(TIMEOUT, true, CLOCK);
    private PretendPlatform platform;

    @BeforeEach
    void aPlatform() throws IOException {
        platform = new PretendPlatform(PretendPlatform.body("{\"a\":1}"));
    }

    @AfterEach
    void close() {
        client.close();
        platform.close();
    }

    @Test
    void theAnswersAreAskedForByTheirIdsWithTheTokenInItsHeader() throws InterruptedException {
        FetchResult.Body body = (FetchResult.Body) fetch();
        assertThat(new String(body.json(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
        assertThat(platform.asked())
                .containsExactly(new PretendPlatform.Asked("/API/v3/surveys/SV_9/responses/R%2F1", TOKEN));
    }

    @Test
    void aStatusIsToldWithWhatThePlatformAsksToWait() throws InterruptedException {
        assertThat(mood(PretendPlatform.tooMany("7"))).isEqualTo(new FetchResult.Status(429, Duration.ofSeconds(7)));
        assertThat(mood(PretendPlatform.tooMany("Sun, 22 Nov 2026 10:01:00 GMT")))
                .isEqualTo(new FetchResult.Status(429, Duration.ofMinutes(1)));
        assertThat(mood(PretendPlatform.tooMany("soon"))).isEqualTo(new FetchResult.Status(429, null));
        for (int status : new int[] {204, 401, 403, 404, 500, 503}) {
            assertThat(mood(PretendPlatform.status(status))).isEqualTo(new FetchResult.Status(status, null));
        }
    }

    @Test
    void aSlowBodyIsNotWaitedFor() throws InterruptedException {
        platform.then(platform.slow());

        try (HttpPlatform hasty = new HttpPlatform(Duration.ofSeconds(2), true, CLOCK)) {
            assertThat(hasty.fetch(target(platform.url()), "SV_9", "R/1"))
                    .isEqualTo(new FetchResult.NoAnswer("no answer in full within PT2S"));
        }
        assertThat(fetch()).isInstanceOf(FetchResult.Body.class);
    }

    @Test
    void aHugeBodyIsNotTaken() throws InterruptedException {
        assertThat(mood(PretendPlatform.huge()))
                .isEqualTo(new FetchResult.TooLarge("the answer has more than 1048576 bytes"));
        assertThat(fetch()).isInstanceOf(FetchResult.Body.class);
    }

    @Test
    void whatBreaksOffIsNoAnswer() throws InterruptedException {
        assertThat(mood(PretendPlatform.brokenOff())).isEqualTo(new FetchResult.NoAnswer("the connection broke off"));
        platform.close();
        assertThat(fetch()).isEqualTo(new FetchResult.NoAnswer("no connection"));
    }

    @Test
    void aRedirectIsNotFollowedAndTheTokenStaysHere() throws IOException, InterruptedException {
        try (PretendPlatform elsewhere = new PretendPlatform(PretendPlatform.body("{}"))) {
            assertThat(mood(PretendPlatform.redirect(elsewhere.url()))).isEqualTo(new FetchResult.Status(302, null));
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void ourOwnNetworksAreNotReachedUnlessASettingAllowsIt() throws InterruptedException {
        try (HttpPlatform strict = new HttpPlatform(TIMEOUT, false, CLOCK)) {
            for (String host :
                    new String[] {"127.0.0.1", "localhost", "[::1]", "169.254.169.254", "[::ffff:10.0.0.1]"}) {
                assertThat(strict.fetch(target("http://" + host + ":9"), "SV_9", "R_1"))
                        .as(host)
                        .isEqualTo(new FetchResult.Refused("the platform's address is not on the public internet"));
            }
            assertThat(strict.fetch(target("http://nowhere.invalid"), "SV_9", "R_1"))
                    .isEqualTo(new FetchResult.NoAnswer("the platform's name is not known"));
        }
        assertThat(platform.asked()).isEmpty();
    }

    @Test
    void idsThatGiveNoAddressAreNotAskedFor() throws InterruptedException {
        assertThat(client.fetch(target(platform.url()), "SV_9", "..")).isInstanceOf(FetchResult.Refused.class);
        assertThat(platform.asked()).isEmpty();
    }

    @Test
    void noTokenMeansNoHeader() throws InterruptedException {
        FetchTarget open = target(platform.url());
        client.fetch(new FetchTarget(open.source(), open.settings(), null), "SV_9", "R_1");
        assertThat(platform.asked().getFirst().token()).isEmpty();
        assertThat(open.toString()).doesNotContain(TOKEN);
    }

    private FetchResult mood(HttpHandler mood) throws InterruptedException {
        platform.then(mood);
        FetchResult result = fetch();
        assertThat(result.toString()).doesNotContain(TOKEN);
        return result;
    }

    private FetchResult fetch() throws InterruptedException {
        return client.fetch(target(platform.url()), "SV_9", "R/1");
    }

    private static FetchTarget target(String url) {
        FetchBackSettings settings = new FetchBackSettings(url, null, "X-API-TOKEN: {token}", 60, 60);
        Source source = new Source("q", "Q", List.of(), SourceSettings.NONE, 1);
        return new FetchTarget(
                new LiveSource(source, null, 0, null, List.of(), TOKEN, List.of()),
                settings,
                TokenHeader.of("X-API-TOKEN: {token}", TOKEN).orElseThrow());
    }
}
