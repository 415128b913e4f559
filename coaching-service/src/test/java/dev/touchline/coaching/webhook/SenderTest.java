package dev.touchline.coaching.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.coaching.core.webhook.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.JksOptions;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SenderTest {
    private static final Message MESSAGE = new Message("m-1", "{\"ä\":1}");
    private static final String PASSWORD = "changeit";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @AfterAll
    void close() {
        vertx.close();
    }

    @Test
    void theConnectionGoesToTheAddressThatWasCheckedAndTheNameIsInTheHostHeader() throws Exception {
        try (Inbox inbox = Inbox.thatTakesAll()) {
            Answer answer = send("http://no-such-name.invalid:%d/hooks?x=1".formatted(inbox.port()), "127.0.0.1");

            assertThat(answer).isEqualTo(new Answer.Taken(204));
            assertThat(inbox.got()).singleElement().satisfies(got -> {
                assertThat(got.line()).isEqualTo("POST /hooks?x=1 HTTP/1.1");
                assertThat(got.header("host")).isEqualTo("no-such-name.invalid:" + inbox.port());
                assertThat(got.header("webhook-id")).isEqualTo("m-1");
                assertThat(got.body()).isEqualTo("{\"ä\":1}");
            });
        }
    }

    /** One in some hundreds ends before anybody looks at it. */
    @Test
    void anAnswerThatIsOverBeforeItIsLookedAtCounts() throws Exception {
        try (Inbox inbox = Inbox.answering(_ -> "200 OK");
                Sender sender = sender(new Receivers(true, _ -> addresses("127.0.0.1")), new HttpClientOptions())) {
            String url = "http://hooks.example:%d/".formatted(inbox.port());

            for (int i = 0; i < 5_000; i++) {
                assertThat(sender.send(url, MESSAGE, Map.of())).isEqualTo(new Answer.Taken(200));
            }
        }
    }

    @Test
    void aNameThatLeadsHomeByNowIsNotCalled() throws Exception {
        try (Inbox inbox = Inbox.thatTakesAll();
                Sender sender = sender(new Receivers(false, _ -> addresses("127.0.0.1")), new HttpClientOptions())) {
            Answer answer = sender.send("https://hooks.example:%d/".formatted(inbox.port()), MESSAGE, Map.of());

            assertThat(answer)
                    .isEqualTo(new Answer.Forbidden("its host has an address that is not on the public internet"));
            assertThat(inbox.got()).isEmpty();
        }
    }

    @Test
    void theCertificateIsCheckedAgainstTheNameNotTheAddress() throws Exception {
        KeyStore keys = selfSigned("hooks.example");
        try (Inbox inbox = Inbox.on(tls(keys))) {
            JksOptions trust = new JksOptions()
                    .setPath(folder.resolve("hooks.example").toString())
                    .setPassword(PASSWORD);
            Receivers receivers = new Receivers(true, _ -> addresses("127.0.0.1"));
            try (Sender trusting = sender(receivers, new HttpClientOptions().setTrustOptions(trust));
                    Sender usual = sender(receivers, new HttpClientOptions())) {
                String right = "https://hooks.example:%d/".formatted(inbox.port());
                String wrong = "https://other.example:%d/".formatted(inbox.port());

                assertThat(trusting.send(right, MESSAGE, Map.of())).isEqualTo(new Answer.Taken(204));
                assertThat(trusting.send(wrong, MESSAGE, Map.of()))
                        .isEqualTo(new Answer.Silence("no trusted TLS connection"));
                assertThat(usual.send(right, MESSAGE, Map.of()))
                        .isEqualTo(new Answer.Silence("no trusted TLS connection"));
            }
            assertThat(inbox.got()).hasSize(1);
        }
    }

    @Test
    @Timeout(30)
    void aNameThatIsLookedUpForEverIsOverInTimeAndHoldsNoCarrier() throws Exception {
        AtomicBoolean virtual = new AtomicBoolean(true);
        Receivers receivers = new Receivers(true, host -> {
            virtual.set(Thread.currentThread().isVirtual());
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        });
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        try (Sender sender = sender(receivers, new HttpClientOptions(), AT_ONCE)) {
            Thread.startVirtualThread(() -> {
                try {
                    answer.complete(sender.send("https://hooks.example/", MESSAGE, Map.of()));
                } catch (InterruptedException e) {
                    answer.completeExceptionally(e);
                }
            });

            assertThat(answer.get()).isEqualTo(new Answer.Silence("its host was not found in time"));
        }
        assertThat(virtual).isFalse();
    }

    @Test
    void noRedirectIsFollowed() throws Exception {
        try (Inbox elsewhere = Inbox.thatTakesAll();
                Inbox inbox = Inbox.answering(_ -> "307 Temporary Redirect\r\nLocation: " + elsewhere.url())) {
            assertThat(send(inbox.url(), "127.0.0.1")).isEqualTo(new Answer.Refused(307, null));
            assertThat(elsewhere.got()).isEmpty();
        }
    }

    @Test
    void aWishToBeLeftAloneIsHeard() throws Exception {
        try (Inbox inbox = Inbox.answering(_ -> "503 Busy\r\nRetry-After: 7")) {
            assertThat(send(inbox.url(), "127.0.0.1")).isEqualTo(new Answer.Refused(503, Duration.ofSeconds(7)));
        }
    }

    @Test
    void whateverTheReceiverDoesItIsOverInTime() throws Exception {
        for (Map.Entry<String, Answer> each : List.<Map.Entry<String, Answer>>of(
                Map.entry("close", new Answer.Silence("the connection broke off")),
                Map.entry("huge", new Answer.Taken(200)),
                Map.entry("200 " + "x".repeat(100_000), new Answer.Silence("the connection broke off")))) {
            try (Inbox inbox = Inbox.answering(_ -> each.getKey())) {
                assertThat(send(inbox.url(), "127.0.0.1")).isEqualTo(each.getValue());
            }
        }
        try (Inbox hangs = Inbox.answering(_ -> "hang")) {
            assertThat(send(hangs.url(), "127.0.0.1", AT_ONCE)).isEqualTo(new Answer.Silence("no answer within PT1S"));
        }
        try (Inbox gone = Inbox.thatTakesAll()) {
            String url = gone.url();
            gone.close();
            assertThat(send(url, "127.0.0.1")).isEqualTo(new Answer.Silence("no connection"));
        }
    }

    private Answer send(String url, String address) throws InterruptedException {
        return send(url, address, SOON);
    }

    private Answer send(String url, String address, Duration timeout) throws InterruptedException {
        try (Sender sender = sender(new Receivers(true, _ -> addresses(address)), new HttpClientOptions(), timeout)) {
            return sender.send(url, MESSAGE, Map.of("webhook-id", MESSAGE.id()));
        }
    }

    private Sender sender(Receivers receivers, HttpClientOptions options) {
        return sender(receivers, options, SOON);
    }

    private Sender sender(Receivers receivers, HttpClientOptions options, Duration timeout) {
        return new Sender(vertx, options, receivers, timeout, Clock.systemUTC());
    }

    private static InetAddress[] addresses(String address) throws UnknownHostException {
        return new InetAddress[] {InetAddress.getByName(address)};
    }

    private KeyStore selfSigned(String host) throws Exception {
        Path store = folder.resolve(host);
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "x",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host,
                        "-storepass",
                        PASSWORD,
                        "-keypass",
                        PASSWORD,
                        "-storetype",
                        "JKS",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("JKS");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static ServerSocket tls(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }
}
