package dev.touchline.alerting.kafka;

import dev.touchline.kit.kafka.KafkaClients;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Whether the Kafka cluster is fit for exactly once: it has the Kafka topics, and transactions of version 2, which rule
 * out that a late write of a dead instance ends up in a later transaction (KIP-890). Asked until it is so, then never
 * again.
 */
@Singleton
public class BrokerCheck {
    private static final Logger LOG = Logger.getLogger(BrokerCheck.class);
    private static final String FEATURE = "transaction.version";
    private static final short LEAST = 2;

    private final KafkaClients clients;
    private volatile boolean fit;
    private volatile String missing = "not asked yet";

    BrokerCheck(KafkaClients clients) {
        this.clients = clients;
    }

    /** What was found, without asking. */
    public boolean fit() {
        return fit;
    }

    /** What is missing, in words for operators. */
    public String missing() {
        return missing;
    }

    /** Asks Kafka unless it is known. */
    boolean ready() {
        if (!fit) {
            Optional<String> found = ask();
            found.filter(reason -> !reason.equals(missing))
                    .ifPresent(reason -> LOG.warnf("Kafka is not ready for the topology reason=%s", reason));
            missing = found.orElse("");
            fit = found.isEmpty();
        }
        return fit;
    }

    private Optional<String> ask() {
        try (Admin admin = clients.admin()) {
            admin.describeTopics(KafkaTopics.OF_TOPOLOGY).allTopicNames().get();
            FinalizedVersionRange range = admin.describeFeatures()
                    .featureMetadata()
                    .get()
                    .finalizedFeatures()
                    .get(FEATURE);
            return range != null && range.maxVersionLevel() >= LEAST
                    ? Optional.empty()
                    : Optional.of(FEATURE + " is below " + LEAST + "; run kafka-features.sh upgrade --feature "
                            + FEATURE + "=" + LEAST);
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
        } catch (KafkaException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
