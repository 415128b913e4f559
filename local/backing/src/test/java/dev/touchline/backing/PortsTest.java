package dev.touchline.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
    /** The first port that Linux gives to outgoing connections unless told otherwise. */
    private static final int FIRST_OF_CLIENTS = 32_768;

    @Test
    void aFreePortIsNoneThatAnOutgoingConnectionMayTakeBeforeItIsBound() {
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            int port = Ports.free();
            assertThat(port).isGreaterThan(1024).isLessThan(FIRST_OF_CLIENTS - 1000);
            assertThat(given.add(port)).as("given once: " + port).isTrue();
        }
    }

    @Test
    void aPortThatSomebodyListensOnIsNeitherFreeNorGiven() throws IOException {
        int port = Ports.free();
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(other.getLocalPort())).isFalse();
            assertThatThrownBy(() -> Ports.requireFree(port, "kafka"))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining(String.valueOf(port))
                    .hasMessageContaining("kafka");
        }
    }
}
