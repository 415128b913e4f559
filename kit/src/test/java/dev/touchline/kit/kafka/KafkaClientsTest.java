package dev.touchline.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaClientsTest {
    @Test
    void whatTheOperatorSetsWinsOverOurDefaultsAndWhatAUseNeedsOverBoth() {
        KafkaClients clients = new KafkaClients(Map.of("retry.backoff.ms", "100", "client.rack", "a"), "test-service");

        assertThat(clients.with(Map.of("client.rack", "b")))
                .containsEntry("retry.backoff.ms", "100")
                .containsEntry("reconnect.backoff.max.ms", 500)
                .containsEntry("client.rack", "b");
    }
}
