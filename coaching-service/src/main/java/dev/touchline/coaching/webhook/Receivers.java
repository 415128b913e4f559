package dev.touchline.coaching.webhook;

import dev.touchline.coaching.config.WebhookConfig;
import dev.touchline.kit.http.PublicAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where receivers are, and whether we may go there. A name is looked up here, once, and the connection is made to the
 * very address that was found good: what a name server says a moment later changes nothing.
 */
@Singleton
public class Receivers {
    private static final int LONGEST_URL = 2_000;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final String NOT_IN_TIME = "its host was not found in time";

    private static final int LOOKUPS_AT_ONCE = 16;
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** How long somebody waits for what is wrong with an address. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final boolean allowPrivate;
    private final Names names;

    /** The system's resolver blocks, as long as it likes, and would keep a virtual thread's carrier. */
    private final ExecutorService lookups;

    @Inject
    Receivers(WebhookConfig config) {
        this(config.allowPrivate(), InetAddress::getAllByName);
    }

    Receivers(boolean allowPrivate, Names names) {
        this.allowPrivate = allowPrivate;
        this.names = names;
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                LOOKUPS_AT_ONCE,
                LOOKUPS_AT_ONCE,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("webhook-names-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        lookups = threads;
    }

    /** What looks names up. */
    interface Names {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    /** A receiver and the address that it has now. */
    record Receiver(URI uri, InetAddress address) {
        boolean isTls() {
            return uri.getScheme().equalsIgnoreCase("https");
        }

        int port() {
            int usual = isTls() ? HTTPS : HTTP;
            return uri.getPort() < 0 ? usual : uri.getPort();
        }

        /** Path and query. */
        String target() {
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        }
    }

    /** Why nothing is sent to a receiver, in words that do not repeat its address. */
    static final class NotReachable extends Exception {
        private static final long serialVersionUID = 1;

        private final transient boolean forbidden;

        NotReachable(String why, boolean forbidden) {
            super(why, null, false, false);
            this.forbidden = forbidden;
        }

        /** Whether it is we who do not want to. */
        boolean isForbidden() {
            return forbidden;
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    /** What is wrong with an address that somebody wants to be told at; empty when nothing is. */
    public List<String> faults(String url) {
        try {
            find(url, PATIENCE);
            return List.of();
        } catch (NotReachable e) {
            return List.of(e.why());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(NOT_IN_TIME);
        }
    }

    /** Blocks until the name is looked up, or the patience is over. */
    Receiver find(String url, Duration patience) throws NotReachable, InterruptedException {
        URI uri = parsed(url);
        InetAddress[] found = lookUp(uri.getHost().replaceAll("[\\[\\]]", ""), patience);
        if (!allowPrivate && !Arrays.stream(found).allMatch(PublicAddress::is)) {
            throw new NotReachable("its host has an address that is not on the public internet", true);
        }
        return new Receiver(uri, found[0]);
    }

    private InetAddress[] lookUp(String host, Duration patience) throws NotReachable, InterruptedException {
        Future<InetAddress[]> found = lookups.submit(() -> names.all(host));
        try {
            return found.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new NotReachable(NOT_IN_TIME, false);
        } catch (ExecutionException e) {
            throw new NotReachable("its host is not known", false);
        } finally {
            found.cancel(true);
        }
    }

    private URI parsed(String url) throws NotReachable {
        if (url.length() > LONGEST_URL) {
            throw new NotReachable("it has more than " + LONGEST_URL + " characters", true);
        }
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !(allowPrivate && scheme.equals("http"))) {
                throw new NotReachable("it does not begin with https://", true);
            }
            if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                throw new NotReachable("it has no host, or a user or a fragment", true);
            }
            if (uri.getPort() == 0 || uri.getPort() > 65_535) {
                throw new NotReachable("its port is not 1 to 65535", true);
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new NotReachable("it is not an address of the web", true);
        }
    }
}
