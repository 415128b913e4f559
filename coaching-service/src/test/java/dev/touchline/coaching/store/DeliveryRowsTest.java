package dev.touchline.coaching.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.Backing;
import dev.touchline.coaching.Floor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class DeliveryRowsTest {

    @Test
    void whileNobodyListensNeitherItemsNorSubscriptionsAreJoined() throws SQLException {
        Floor.withOneAgent();
        try (Connection connection = Backing.connect("coaching");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("UPDATE webhook SET enabled = false, disabled_at = now() WHERE enabled");

            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery("""
                    EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF)
                    WITH step AS (SELECT uuidv7() AS item_id, 1::bigint AS version, 'opened' AS action, now() AS acted_at,
                        'system' AS acted_by, 'open' AS to_state, NULL::text AS cause FROM generate_series(1, 500))
                    """ + DeliveryRows.FAN_OUT)) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }

            connection.rollback();
            assertThat(plan.toString()
                            .lines()
                            .filter(line -> line.contains("on item i") || line.contains("on webhook w")))
                    .hasSize(2)
                    .allMatch(line -> line.contains("never executed"), plan.toString());
        }
    }
}
