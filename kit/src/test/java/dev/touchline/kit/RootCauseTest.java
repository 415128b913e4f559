package dev.touchline.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class RootCauseTest {
    @Test
    void theRootIsNamedWithItsSqlStateAndNeverItsMessage() {
        SQLException root = new SQLException("Key (comment)=(He was rude)", "23505");

        String said = RootCause.of(new IllegalStateException("while saving 'He was rude'", root));

        assertThat(said).startsWith("SQLException state=23505 at ").doesNotContain("rude");
    }
}
