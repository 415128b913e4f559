package dev.touchline.backing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The running service of a {@code @QuarkusTest}.
 *
 * @param base of its API
 * @param management of its management interface
 */
record ServiceUnderTest(URI base, URI management) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static ServiceUnderTest current() {
        var config = ConfigProvider.getConfig();
        return new ServiceUnderTest(
                URI.create(config.getValue("test.url", String.class)),
                URI.create(config.getValue("test.management.url", String.class)));
    }

    /** The generated document; format {@code json} or {@code yaml}. It may stand on either port. */
    String openApi(String format) {
        return Stream.of(base + "/q/openapi", management + "/openapi")
                .map(uri -> URI.create(uri + "?format=" + format))
                .map(uri -> send(HttpRequest.newBuilder(uri)))
                .filter(response -> response.statusCode() == 200)
                .findFirst()
                .map(HttpResponse::body)
                .orElseThrow(() -> new IllegalStateException("No OpenAPI document at " + base + " or " + management));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("The service does not answer", e);
        } catch (InterruptedException e) {
            throw Child.interrupted(e);
        }
    }

    /** The status alone: an endless stream of events is left after its head. */
    int status(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofInputStream());
            response.body().close();
            return response.statusCode();
        } catch (IOException e) {
            throw new IllegalStateException("The service does not answer", e);
        } catch (InterruptedException e) {
            throw Child.interrupted(e);
        }
    }
}
