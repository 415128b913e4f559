package dev.touchline.coaching.webhook;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A little receiver of webhooks that knows nothing of the sender's code, on sockets so that it may misbehave. */
public final class Inbox implements AutoCloseable {
    private final ServerSocket server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile IntFunction<String> answers;

    /** A request as it came. */
    public record Got(String line, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public String id() {
            return header("webhook-id");
        }

        /** Whether one of the signatures is of this secret. */
        public boolean isSignedWith(String secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(
                        Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
                String signed = id() + "." + header("webhook-timestamp") + "." + body;
                String expected = "v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
                return List.of(header("webhook-signature").split(" ")).contains(expected);
            } catch (java.security.GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Inbox(ServerSocket server, IntFunction<String> answers) {
        this.server = server;
        this.answers = answers;
        Thread.ofPlatform().daemon().name("inbox").start(this::accept);
    }

    /** Answers the nth request (from 1) with this head; "hang", "close" and "huge" are what they say. */
    public static Inbox answering(IntFunction<String> answers) {
        try {
            return new Inbox(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answers);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Inbox on(ServerSocket server) {
        return new Inbox(server, _ -> "204 No Content");
    }

    public static Inbox thatTakesAll() {
        return answering(_ -> "204 No Content");
    }

    public void fromNowOn(String answer) {
        answers = _ -> answer;
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hooks/x?token=t";
    }

    public List<Got> got() {
        return List.copyOf(got);
    }

    /** The types of what came, in the order it came. */
    public List<String> types() {
        return got.stream()
                .map(each -> each.body().replaceAll(".*?\"type\":\"([a-z.]+)\".*", "$1"))
                .toList();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // Closed, or a client that did not like our certificate.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            got.add(read(new BufferedInputStream(socket.getInputStream())));
            String answer = answers.apply(count.incrementAndGet());
            OutputStream out = socket.getOutputStream();
            switch (answer) {
                case "hang" -> closed.await();
                case "close" -> {}
                case "huge" -> {
                    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        out.write(new byte[64 * 1024]);
                    }
                }
                default ->
                    out.write(("HTTP/1.1 " + answer + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // The sender went away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Got read(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            lines.add(line);
        }
        if (lines.isEmpty()) {
            throw new IOException("nothing came");
        }
        Map<String, String> headers = new TreeMap<>();
        lines.stream().skip(1).forEach(line -> {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        });
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Got(lines.getFirst(), headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
