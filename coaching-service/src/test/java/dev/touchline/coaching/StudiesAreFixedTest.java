package dev.touchline.coaching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
@TestProfile(StudiesAreFixedTest.OfOurOwn.class)
class StudiesAreFixedTest {
    /** Other terms than the usual. */
    public static final class OfOurOwn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "touchline.coaching.effect.days-before", "21",
                    "touchline.coaching.effect.days-after", "14",
                    "touchline.coaching.effect.least-answers", "15",
                    "touchline.coaching.effect.least-peers", "6");
        }
    }

    private static final String SESSION = """
            {"saw":"Guessed the tariff","ideal":"Looks it up","practised":"Looked up three","next":"Two calls together"}""";

    @Test
    void whatASessionWillBeJudgedByIsFixedWhenItCloses() {
        Floor floor = Floor.withOneAgent();
        Map<String, Object> item = openItem(floor);
        floor.step(item, "claim", 1, "").then().statusCode(200);
        assertThat(studies(item)).isEmpty();

        floor.step(item, "complete", 2, SESSION).then().statusCode(200);

        assertThat(studies(item))
                .containsExactly(floor.agent(1) + " clarity poor-share: 21 days up to the first flagged answer, 14 days"
                        + " from the day after, 15 answers, 6 peers");
    }

    @Test
    void whatIsClosedWithoutCoachingHasNoStudy() {
        Floor floor = Floor.withOneAgent();
        Map<String, Object> item = openItem(floor);

        floor.step(item, "dismiss", 1, "{\"cause\":\"tool\"}").then().statusCode(200);

        assertThat(studies(item)).isEmpty();
    }

    private static List<String> studies(Map<String, Object> item) {
        return Floor.rows("""
                SELECT format('%%s %%s %%s: %%s days up to %%s, %%s days from %%s, %%s answers, %%s peers',
                    agent_id, topic, metric, before_to - before_from,
                    CASE WHEN before_to = (SELECT min(responded_at AT TIME ZONE 'UTC')::date FROM evidence e
                        WHERE e.item_id = s.item_id) THEN 'the first flagged answer' ELSE before_to::text END,
                    after_to - after_from,
                    CASE WHEN after_from = (fixed_at AT TIME ZONE 'UTC')::date + 1 THEN 'the day after'
                        ELSE after_from::text END,
                    least_answers, least_peers)
                FROM effect_study s WHERE item_id = '%s'
                """.formatted(item.get("id")));
    }

    private static Map<String, Object> openItem(Floor floor) {
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()));
        return floor.awaitItems(1).getFirst();
    }
}
