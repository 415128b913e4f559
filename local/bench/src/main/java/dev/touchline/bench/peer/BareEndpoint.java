package dev.touchline.bench.peer;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * HTTP in, Kafka out and nothing between: answers 202 when the broker has acknowledged every line of the body. No key
 * check, no parsing, no roster, no event: what an ingest on this machine would cost without our work. A program of its
 * own: {@code BareEndpoint PORT BOOTSTRAP KAFKA_TOPIC}, on 127.0.0.1.
 */
public final class BareEndpoint extends AbstractVerticle {
    /** Printed when it listens. */
    static final String READY = "ready";

    private static final int MAX_BODY = 1 << 20;
    private static final byte[] AGENT = "\"agent\":{\"id\":\"".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final String kafkaTopic;
    private final KafkaProducer<byte[], byte[]> producer;

    private BareEndpoint(int port, String kafkaTopic, KafkaProducer<byte[], byte[]> producer) {
        this.port = port;
        this.kafkaTopic = kafkaTopic;
        this.producer = producer;
    }

    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        KafkaProducer<byte[], byte[]> producer = PeerSettings.producer(args[1]);
        producer.partitionsFor(args[2]);
        Vertx vertx = Vertx.vertx();
        // As many event loops as Quarkus takes.
        int loops = 2 * Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(
                        () -> new BareEndpoint(port, args[2], producer), new DeploymentOptions().setInstances(loops))
                .onSuccess(_ -> System.out.println(READY))
                .onFailure(problem -> {
                    System.err.println(problem);
                    Runtime.getRuntime().halt(1);
                });
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(request -> request.bodyHandler(body -> take(request, body)))
                .listen()
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void take(HttpServerRequest request, Buffer body) {
        List<byte[]> lines = lines(body.getBytes());
        if (lines.isEmpty() || body.length() > MAX_BODY) {
            request.response().setStatusCode(400).end();
            return;
        }
        Context context = vertx.getOrCreateContext();
        AtomicInteger open = new AtomicInteger(lines.size());
        for (byte[] line : lines) {
            var _ = producer.send(new ProducerRecord<>(kafkaTopic, key(line), line), (_, problem) -> {
                if (problem != null) {
                    open.set(-1);
                    context.runOnContext(
                            _ -> request.response().setStatusCode(503).end());
                } else if (open.decrementAndGet() == 0) {
                    context.runOnContext(_ -> accept(request, lines.size()));
                }
            });
        }
    }

    private static void accept(HttpServerRequest request, int lines) {
        request.response()
                .setStatusCode(202)
                .putHeader("Content-Type", "application/json")
                .end("{\"accepted\":" + lines + "}");
    }

    private static List<byte[]> lines(byte[] body) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= body.length; i++) {
            if (i == body.length || body[i] == '\n') {
                if (i > start) {
                    lines.add(Arrays.copyOfRange(body, start, i));
                }
                start = i + 1;
            }
        }
        return lines;
    }

    /** The agent's id, found by its look; so that records spread over the partitions as ours do. */
    private static byte[] key(byte[] line) {
        for (int i = 0; i < line.length - AGENT.length; i++) {
            if (Arrays.equals(line, i, i + AGENT.length, AGENT, 0, AGENT.length)) {
                int from = i + AGENT.length;
                int to = from;
                while (to < line.length && line[to] != '"') {
                    to++;
                }
                return Arrays.copyOfRange(line, from, to);
            }
        }
        return new byte[0];
    }
}
