package dev.touchline.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackingTest {
    @BeforeEach
    void embedded() {
        assumeFalse(Backing.containers(), "is about the embedded systems");
    }

    @Test
    void aServiceGetsKafkaItsDatabaseAndSomebodyToTrust() throws SQLException {
        // given
        Backing backing = new Backing();
        backing.init(Map.of("database", "feedback"));

        // when
        Map<String, String> config = backing.start();

        // then
        assertThat(config)
                .containsEntry("kafka.bootstrap.servers", Backing.broker().bootstrap())
                .containsEntry("quarkus.datasource.jdbc.url", Backing.postgres().jdbcUrl("feedback"))
                .containsEntry("mp.jwt.verify.issuer", TestTokens.ISSUER)
                .containsKey("mp.jwt.verify.publickey");
        try (var connection = Backing.connect("feedback");
                var rows = connection.createStatement().executeQuery("SELECT uuidv7()")) {
            assertThat(rows.next()).isTrue();
        }
    }

    @Test
    void aSecondStartFindsTheFirst() {
        // given
        Map<String, String> first = new Backing().start();
        long broker = Backing.broker().pid();

        // when
        Map<String, String> second = new Backing().start();

        // then
        assertThat(second).isEqualTo(first);
        assertThat(Backing.broker().pid()).isEqualTo(broker);
    }

    @Test
    void whatATestWritesItReadsBack() {
        // given
        new Backing().start();

        // when
        Backing.kafka().produce("survey.late", "a-17", "{\"score\":25.0}", "dev.touchline.survey.response.v1");

        // then
        assertThat(Backing.kafka().consumeAll("survey.late")).singleElement().satisfies(received -> {
            assertThat(received.key()).isEqualTo("a-17");
            assertThat(received.type()).isEqualTo("dev.touchline.survey.response.v1");
            assertThat(received.json().get("score").asDouble()).isEqualTo(25.0);
        });
    }
}
