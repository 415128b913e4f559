package dev.touchline.feedback.fetch;

import dev.touchline.feedback.core.fetch.FetchAddress;
import dev.touchline.feedback.core.fetch.FetchResult;
import dev.touchline.kit.http.PublicAddress;
import dev.touchline.kit.http.RetryAfter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Asks over HTTP. Follows no redirect, so the token goes nowhere but where the settings say; takes at most
 * {@link #MOST_BYTES}; waits no longer than told for all of it; reaches only public addresses unless told otherwise.
 *
 * <p>The name is resolved here and once more when the connection is made. In between the JVM's own cache answers (30
 * seconds), but for the moment in which it expires: the check keeps out mistakes and name servers that don't care, and
 * a network policy keeps out the rest.
 */
final class HttpPlatform implements Platform, AutoCloseable {
    /** As large as what may be posted. */
    static final int MOST_BYTES = 1024 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final Duration timeout;
    private final boolean privateAddresses;
    private final Clock clock;

    HttpPlatform(Duration timeout, boolean privateAddresses, Clock clock) {
        this.timeout = timeout;
        this.privateAddresses = privateAddresses;
        this.clock = clock;
    }

    @Override
    public FetchResult fetch(FetchTarget target, String surveyId, String responseId) throws InterruptedException {
        Optional<URI> uri =
                FetchAddress.of(target.settings().baseUrl(), target.settings().pathOrUsual(), surveyId, responseId);
        if (uri.isEmpty()) {
            return new FetchResult.Refused("the settings and these ids give no http or https address");
        }
        try {
            if (!mayReach(uri.get().getHost())) {
                return new FetchResult.Refused("the platform's address is not on the public internet");
            }
        } catch (UnknownHostException e) {
            return new FetchResult.NoAnswer("the platform's name is not known");
        }
        return send(request(target, uri.get()));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private boolean mayReach(String host) throws UnknownHostException {
        return privateAddresses || Arrays.stream(InetAddress.getAllByName(host)).allMatch(PublicAddress::is);
    }

    private HttpRequest request(FetchTarget target, URI uri) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(timeout).header("Accept", "application/json");
        if (target.header() != null) {
            request.header(target.header().name(), target.header().value());
        }
        return request.build();
    }

    private FetchResult send(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> reply = client.sendAsync(
                request,
                BodyHandlers.limiting(
                        head -> head.statusCode() == OK
                                ? BodySubscribers.ofByteArray()
                                : BodySubscribers.replacing(new byte[0]),
                        MOST_BYTES));
        try {
            return result(reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new FetchResult.NoAnswer("no answer in full within " + timeout);
        } catch (ExecutionException e) {
            return tooLarge(e)
                    ? new FetchResult.TooLarge("the answer has more than " + MOST_BYTES + " bytes")
                    : new FetchResult.NoAnswer(kind(e));
        } finally {
            reply.cancel(true);
        }
    }

    private FetchResult result(HttpResponse<byte[]> reply) {
        return reply.statusCode() == OK
                ? new FetchResult.Body(reply.body())
                : new FetchResult.Status(
                        reply.statusCode(),
                        reply.headers()
                                .firstValue("Retry-After")
                                .map(header -> RetryAfter.parse(header, clock.instant()))
                                .orElse(null));
    }

    /** The JDK says so in words only; a test holds it to them. */
    private static boolean tooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    && String.valueOf(cause.getMessage()).startsWith("body exceeds capacity")) {
                return true;
            }
        }
        return false;
    }

    /** Never the failure's own words: they may quote the address. */
    private String kind(ExecutionException failure) {
        return switch (failure.getCause()) {
            case HttpTimeoutException late -> "no answer within " + timeout;
            case ConnectException refused -> "no connection";
            case SSLException untrusted -> "no trusted TLS connection";
            case null, default -> "the connection broke off";
        };
    }
}
