package dev.touchline.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.errors.InvalidGroupIdException;
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

    @Test
    void whoReadsIsOfNoGroupUnlessItNamesOne() {
        KafkaClients clients =
                new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:1", "group.id", "app"), "test-service");

        try (var alone = clients.consumer(Map.of());
                var member = clients.consumer(Map.of("group.id", "mine"))) {
            assertThatThrownBy(alone::groupMetadata).isInstanceOf(InvalidGroupIdException.class);
            assertThat(member.groupMetadata().groupId()).isEqualTo("mine");
        }
    }
}
