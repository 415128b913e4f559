package dev.touchline.coaching.webhook;

import dev.touchline.coaching.core.webhook.Answer;
import dev.touchline.coaching.webhook.Receivers.NotReachable;
import dev.touchline.coaching.webhook.Receivers.Receiver;
import dev.touchline.kit.http.RetryAfter;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Posts to receivers. Each message has a connection of its own, to the address that was just looked at; the name is in
 * the Host header and what the certificate is checked against. No redirect is followed; of the answer only its head is
 * read, so it may be as large and as slow as it likes.
 */
final class Sender implements AutoCloseable {
    private static final int CONNECT_MS = 5_000;
    private static final int CONNECTIONS_EACH = 256;
    private static final int HEAD_BYTES = 16 * 1024;
    private static final int OK = 2;
    private static final int HUNDRED = 100;

    private final Receivers receivers;
    private final HttpClient client;
    private final Duration timeout;
    private final Clock clock;

    Sender(Vertx vertx, HttpClientOptions options, Receivers receivers, Duration timeout, Clock clock) {
        this.receivers = receivers;
        this.timeout = timeout;
        this.clock = clock;
        client = vertx.createHttpClient(options.setKeepAlive(false)
                .setVerifyHost(true)
                .setTrustAll(false)
                .setConnectTimeout(CONNECT_MS)
                .setMaxPoolSize(CONNECTIONS_EACH)
                .setMaxInitialLineLength(HEAD_BYTES)
                .setMaxHeaderSize(HEAD_BYTES));
    }

    /** Blocks until the head of an answer is there, or the timeout is over. */
    Answer send(String url, Message message, Map<String, String> headers) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        try {
            Receiver receiver = receivers.find(url, timeout);
            return send(receiver, new Exchange(message.body(), headers), end - System.nanoTime());
        } catch (NotReachable e) {
            return e.isForbidden() ? new Answer.Forbidden(e.why()) : new Answer.Silence(e.why());
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private Answer send(Receiver receiver, Exchange exchange, long nanos) throws InterruptedException {
        Future<Answer> answer =
                client.request(options(receiver)).compose(exchange::send).map(this::answer);
        try {
            return answer.toCompletionStage().toCompletableFuture().get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Answer.Silence("no answer within " + timeout);
        } catch (ExecutionException e) {
            return new Answer.Silence(kind(e.getCause()));
        } finally {
            exchange.end();
        }
    }

    private static RequestOptions options(Receiver receiver) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(receiver.address(), receiver.port())))
                .setHost(receiver.uri().getHost())
                .setPort(receiver.port())
                .setSsl(receiver.isTls())
                .setURI(receiver.target())
                .setFollowRedirects(false);
    }

    private Answer answer(HttpClientResponse response) {
        ignoreTheRest(response);
        int status = response.statusCode();
        if (status / HUNDRED == OK) {
            return new Answer.Taken(status);
        }
        String wish = response.getHeader("Retry-After");
        return new Answer.Refused(status, wish == null ? null : RetryAfter.parse(wish, clock.instant()));
    }

    /** That it is cut off is nothing to log. */
    private static void ignoreTheRest(HttpClientResponse response) {
        try {
            response.exceptionHandler(_ -> {});
        } catch (IllegalStateException e) {
            // A short answer may be over by now: Vert.x refuses handlers of what has ended.
        }
    }

    /** Never the failure's own words: they may quote the address. */
    private static String kind(@Nullable Throwable failure) {
        return switch (failure) {
            case ConnectTimeoutException late -> "no connection in time";
            case ConnectException refused -> "no connection";
            case SSLException untrusted -> "no trusted TLS connection";
            case null, default -> "the connection broke off";
        };
    }

    /** One request, which may come to be only when nobody waits for it any more. */
    private static final class Exchange {
        private final String body;
        private final Map<String, String> headers;
        private @Nullable HttpClientRequest request;
        private boolean over;

        Exchange(String body, Map<String, String> headers) {
            this.body = body;
            this.headers = headers;
        }

        synchronized Future<HttpClientResponse> send(HttpClientRequest made) {
            request = made;
            if (over) {
                made.reset();
                return Future.failedFuture("Too late");
            }
            headers.forEach(made::putHeader);
            // That the rest of an answer is cut off, or no HTTP at all, is nothing to log.
            made.connection().exceptionHandler(_ -> {});
            return made.send(body);
        }

        /** Closes the connection, whatever the receiver still wants to say. */
        synchronized void end() {
            over = true;
            if (request != null) {
                request.reset();
            }
        }
    }
}
