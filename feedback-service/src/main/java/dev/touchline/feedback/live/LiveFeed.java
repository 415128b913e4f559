package dev.touchline.feedback.live;

import dev.touchline.feedback.config.FeedbackConfig;
import dev.touchline.feedback.core.erasure.ResponseName;
import dev.touchline.feedback.json.RetractionReader;
import dev.touchline.feedback.kafka.ErasedView;
import dev.touchline.feedback.kafka.KafkaTopics;
import dev.touchline.feedback.kafka.SurveyRecords;
import dev.touchline.feedback.live.Signal.Beat;
import dev.touchline.feedback.live.Signal.Came;
import dev.touchline.feedback.live.Signal.End;
import dev.touchline.feedback.live.Signal.Hello;
import dev.touchline.feedback.live.Signal.Missed;
import dev.touchline.feedback.live.Signal.Ready;
import dev.touchline.feedback.live.Signal.Reason;
import dev.touchline.feedback.read.SurveyEvent;
import dev.touchline.feedback.read.SurveyEventReader;
import dev.touchline.kit.kafka.CloudEvents;
import dev.touchline.kit.kafka.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells readers of responses as they come in. One thread and one consumer without a group serve all readers of this
 * instance; while there are none, nothing is read. Readers, backlog and consumer are that thread's alone.
 */
@Singleton
public class LiveFeed {
    /** How many responses are kept for readers who come back. */
    static final int BACKLOG = 4096;

    private static final Logger LOG = Logger.getLogger(LiveFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration REST = Duration.ofMillis(500);
    /** How long reading goes on without readers: the last one may be about to come back. */
    private static final Duration LINGER = Duration.ofSeconds(60);

    private final KafkaClients clients;
    private final FeedbackConfig.Stream config;
    private final ErasedView erased;
    private final Queue<ResponseName> forget = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<LiveReader> joining = new LinkedBlockingQueue<>();
    private final List<LiveReader> readers = new ArrayList<>();
    private final AtomicInteger places;
    private final Thread thread;
    private volatile boolean closed;
    private @Nullable Backlog backlog;
    private Instant nextBeat = Instant.MIN;
    private Instant busy = Instant.MIN;

    @Inject
    LiveFeed(KafkaClients clients, FeedbackConfig config, ErasedView erased, MeterRegistry metrics) {
        this(clients, config.stream(), erased);
        metrics.gauge("touchline.stream.readers", this, feed -> feed.config.readers() - feed.places.get());
    }

    LiveFeed(KafkaClients clients, FeedbackConfig.Stream config, ErasedView erased) {
        this.clients = clients;
        this.erased = erased;
        erased.onErased(forget::add);
        this.config = config;
        this.places = new AtomicInteger(this.config.readers());
        this.thread = Thread.ofPlatform().daemon().name("live-feed").unstarted(this::run);
    }

    void start(@Observes @Nullable StartupEvent event) {
        thread.start();
    }

    void stop(@Observes @Nullable ShutdownEvent event) throws InterruptedException {
        closed = true;
        thread.join(POLL.multipliedBy(10));
    }

    /** Lets one more in and tells it of what comes; false when there is no room. */
    public boolean join(LiveReader reader) {
        if (closed || places.getAndUpdate(free -> Math.max(0, free - 1)) == 0) {
            return false;
        }
        joining.add(reader);
        return true;
    }

    private void run() {
        while (!closed) {
            try {
                if (awaited()) {
                    serve();
                }
            } catch (InterruptedException e) {
                closed = true;
            } catch (RuntimeException e) {
                LOG.warnf("Live feed starts again cause=%s", e.getMessage());
                pause();
            }
        }
        joining.drainTo(readers);
        readers.forEach(reader -> reader.tell(new End(Reason.GOING_AWAY)));
    }

    /** Whether there is somebody to read for; waits a moment before it says no. */
    private boolean awaited() throws InterruptedException {
        if (!erased.loaded()) {
            pause();
            return false;
        }
        if (!readers.isEmpty()) {
            return true;
        }
        LiveReader first = joining.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            joining.add(first);
        }
        return first != null;
    }

    private void serve() {
        try (Tail tail = Tail.open(clients, KafkaTopics.SURVEY_RESPONSES, config.catchUp(), BACKLOG)) {
            Backlog known = backlog;
            if (known == null) {
                known = new Backlog(tail.begin(), BACKLOG);
                backlog = known;
            } else {
                tail.resume(known.newest());
            }
            busy = Clock.systemUTC().instant();
            while (!closed && Clock.systemUTC().instant().isBefore(busy.plus(LINGER))) {
                turn(tail, known);
            }
        }
        if (readers.isEmpty()) {
            backlog = null;
        }
    }

    private void turn(Tail tail, Backlog known) {
        for (ResponseName name = forget.poll(); name != null; name = forget.poll()) {
            known.forgetWords(name);
        }
        for (ConsumerRecord<byte[], byte[]> record : tail.poll(POLL)) {
            known.passed(record.partition(), record.offset());
            read(record).ifPresent(response -> {
                known.add(response);
                Position position = known.newest();
                readers.forEach(reader -> tell(reader, response, position));
            });
        }
        Instant now = Clock.systemUTC().instant();
        if (tail.caughtUp()) {
            letIn(known);
        }
        beat(now);
        letGo(now);
        if (!readers.isEmpty() || !joining.isEmpty()) {
            busy = now;
        }
    }

    private void letIn(Backlog known) {
        for (LiveReader reader = joining.poll(); reader != null; reader = joining.poll()) {
            welcome(reader, known);
            readers.add(reader);
        }
    }

    private static void welcome(LiveReader reader, Backlog known) {
        Optional<Position> from = reader.from();
        if (from.isEmpty()) {
            reader.tell(new Ready(known.newest()));
            return;
        }
        Optional<List<LiveRecord>> since = known.since(from.get());
        if (since.isEmpty()) {
            reader.tell(new Missed(known.newest()));
            return;
        }
        reader.tell(new Ready(from.get()));
        Position position = from.get();
        for (LiveRecord response : since.get()) {
            position = response.addTo(position);
            tell(reader, response, position);
        }
    }

    private static void tell(LiveReader reader, LiveRecord response, Position position) {
        if (!reader.done() && reader.sees(response)) {
            reader.tell(new Came(response, position));
        }
    }

    private void beat(Instant now) {
        if (now.isBefore(nextBeat)) {
            return;
        }
        nextBeat = now.plus(config.heartbeat());
        Backlog known = backlog;
        if (known != null) {
            readers.forEach(reader -> reader.tell(new Beat(known.newest())));
        }
        joining.forEach(reader -> reader.tell(new Hello()));
    }

    private void letGo(Instant now) {
        for (Collection<LiveReader> some : List.of(readers, joining)) {
            some.stream()
                    .filter(reader -> reader.hasExpired(now))
                    .forEach(reader -> reader.tell(new End(Reason.TOKEN_EXPIRED)));
            some.removeIf(reader -> {
                boolean done = reader.done();
                places.addAndGet(done ? 1 : 0);
                return done;
            });
        }
    }

    private Optional<LiveRecord> read(ConsumerRecord<byte[], byte[]> record) {
        String type = CloudEvents.type(record.headers());
        if (SurveyRecords.RETRACTED_TYPE.equals(type)) {
            return RetractionReader.read(record.value())
                    .map(gone -> new LiveRetraction(
                            record.partition(),
                            record.offset(),
                            gone.source(),
                            gone.responseId(),
                            gone.agentId(),
                            gone.team()));
        }
        if (type != null && !type.equals(SurveyEventReader.TYPE)) {
            return Optional.empty();
        }
        try {
            SurveyEvent event = SurveyEventReader.read(record.value());
            boolean gone = erased.contains(event.source(), event.responseId());
            return Optional.of(
                    new LiveResponse(record.partition(), record.offset(), gone ? event.withoutWords() : event));
        } catch (SurveyEventReader.Unreadable e) {
            return Optional.empty();
        }
    }

    /** Waits for better times without forgetting those who wait. */
    private void pause() {
        Instant now = Clock.systemUTC().instant();
        beat(now);
        letGo(now);
        rest();
    }

    private void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(REST.toMillis());
        } catch (InterruptedException e) {
            closed = true;
        }
    }
}
