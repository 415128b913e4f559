package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Cause;
import dev.touchline.alerting.core.Pulse;
import dev.touchline.alerting.core.SystemicDetector;
import dev.touchline.alerting.core.Watchfulness;
import dev.touchline.alerting.json.SystemicJson;
import dev.touchline.kit.Uuid5;
import dev.touchline.kit.kafka.CloudEvents;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/**
 * Brings the pulses of all partitions together by team and topic, and says when a systemic cause begins and ends: to
 * everybody who judges, and as one need to the team. State, output and offset are one transaction.
 */
final class CauseProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = Logger.getLogger(CauseProcessor.class);
    private static final String SOURCE = "/touchline/alerting-service";

    private final SystemicDetector detector;
    private ProcessorContext<byte[], byte[]> context;
    private CausePlaces places;
    private Outputs outputs;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    CauseProcessor(Watchfulness watch) {
        this.detector = new SystemicDetector(watch);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> given) {
        context = given;
        places = CausePlaces.of(given.getStateStore(StateStores.CAUSES));
        outputs = new Outputs(given, Outputs.DEAD_PULSES);
    }

    @Override
    public void close() {
        places.close();
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        try {
            take(message, SystemicJson.pulse(message.value()));
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            places.clear();
            LOG.errorf(e, "Pulse can't be taken partition=%d", context.taskId().partition());
            outputs.deadLetter(message, "cannot be taken: " + e.getClass().getSimpleName());
        }
    }

    /** Everything that may fail on bad data happens before the first write. */
    private void take(Record<byte[], byte[]> message, Pulse pulse) {
        String name = SystemicJson.place(pulse.team(), pulse.topic());
        CausePlace place = load(name);
        SystemicDetector.Step step = detector.take(place.state(), pulse, place::window, place::heard);
        Optional<NeedRecords.Ready> need = step.cause().flatMap(OperationsNeed::of);
        if (!step.state().equals(place.state())) {
            place.save(pulse, step.state());
        }
        places.keep(name, place);
        step.cause().ifPresent(cause -> tell(message, cause, need));
    }

    /** @throws StreamsException when it can't be read: no record's fault */
    private CausePlace load(String name) {
        try {
            return places.load(name);
        } catch (IllegalArgumentException e) {
            throw new StreamsException("State of the search for systemic causes can't be read", e);
        }
    }

    private void tell(Record<byte[], byte[]> message, Cause cause, Optional<NeedRecords.Ready> told) {
        LOG.infof(
                "Systemic cause %s team=%s topic=%s channel=%s since=%s",
                cause.end().isPresent() ? "ended" : "began",
                cause.team(),
                cause.topic(),
                cause.episode().channel().orElse("all"),
                cause.episode().from());
        String key = SystemicJson.key(cause);
        Instant at = Instant.ofEpochMilli(message.timestamp());
        context.forward(
                new Record<>(
                        key.getBytes(StandardCharsets.UTF_8),
                        SystemicJson.write(cause),
                        message.timestamp(),
                        CloudEvents.headers(SOURCE, Uuid5.of("cause", key), SystemicJson.CAUSE, at, null)),
                Outputs.CAUSES);
        told.ifPresent(need -> context.forward(
                new Record<>(
                        cause.team().getBytes(StandardCharsets.UTF_8),
                        need.value(),
                        message.timestamp(),
                        CloudEvents.headers(SOURCE, need.eventId(), need.type(), at, null)),
                Outputs.OPERATIONS));
    }
}
