package dev.touchline.alerting.kafka;

import dev.touchline.alerting.config.AlertingConfig;
import dev.touchline.kit.kafka.KafkaClients;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the topology running. Nothing waits for it: a thread of its own waits until filters, baselines and causes are
 * loaded and the Kafka topics exist, starts, and starts over when Kafka Streams gives up.
 */
@Singleton
public class StreamsKeeper {
    private static final Logger LOG = Logger.getLogger(StreamsKeeper.class);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final AlertingConfig config;
    private final KafkaClients clients;
    private final LiveFilters filters;
    private final LiveBaselines baselines;
    private final LiveCauses causes;
    private final AlertingMetrics metrics;
    private final BrokerCheck broker;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable KafkaStreams streams;

    StreamsKeeper(
            AlertingConfig config,
            KafkaClients clients,
            LiveFilters filters,
            LiveBaselines baselines,
            LiveCauses causes,
            AlertingMetrics metrics,
            BrokerCheck broker) {
        this.config = config;
        this.clients = clients;
        this.filters = filters;
        this.baselines = baselines;
        this.causes = causes;
        this.metrics = metrics;
        this.broker = broker;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().daemon().name("streams-keeper").start(this::keep);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
        KafkaStreams current = streams;
        if (current != null) {
            current.close(STOP_WITHIN);
        }
    }

    /** Whether it judges now. */
    public boolean running() {
        KafkaStreams current = streams;
        return current != null && current.state() == KafkaStreams.State.RUNNING;
    }

    private void keep() {
        while (!stopped(RETRY)) {
            try {
                if (filters.loaded() && baselines.loaded() && causes.loaded() && broker.ready()) {
                    run();
                }
            } catch (RuntimeException e) {
                LOG.warnf("Topology ended, starting over cause=%s", e.getMessage());
            }
        }
    }

    private void run() {
        Judging judging = new Judging(
                config.grace(),
                config.forgetAfter(),
                filters,
                baselines,
                config.systemic().watch());
        var settings = StreamsSettings.of(clients.with(Map.of()), config);
        try (KafkaStreams current = new KafkaStreams(AlertingTopology.of(judging, metrics), settings)) {
            current.setUncaughtExceptionHandler(StreamsKeeper::afterFault);
            streams = current;
            current.start();
            LOG.infof("Topology started application=%s grace=%s", config.applicationId(), config.grace());
            while (current.state() != KafkaStreams.State.ERROR && !stopped(RETRY)) {
                LOG.tracef("Topology state=%s", current.state());
            }
        } finally {
            streams = null;
        }
    }

    /** What may pass is tried again at once; what needs somebody to act starts the whole client over, and says so. */
    private static StreamThreadExceptionResponse afterFault(Throwable fault) {
        LOG.warnf("Stream thread failed cause=%s", fault);
        return needsSomebody(fault)
                ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                : StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static boolean needsSomebody(@Nullable Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof MissingSourceTopicException
                    || cause instanceof AuthorizationException
                    || cause instanceof AuthenticationException
                    || cause instanceof UnsupportedVersionException
                    || cause instanceof Error) {
                return true;
            }
        }
        return false;
    }

    private boolean stopped(Duration within) {
        try {
            return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
