package dev.touchline.coaching.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.Backing;
import dev.touchline.coaching.Floor;
import dev.touchline.coaching.core.Command;
import dev.touchline.coaching.core.Command.Actor;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.Session;
import dev.touchline.coaching.core.Step;
import dev.touchline.coaching.core.Transition;
import dev.touchline.coaching.core.Transition.Moved;
import dev.touchline.coaching.core.WorkInProgress;
import dev.touchline.kit.store.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class StepsAtOnceTest {
    private static final Actor BO = new Actor("supervisor:bo", Actor.Reach.OWN_CLAIMS);

    @Inject
    Database database;

    @Inject
    ItemStore items;

    @Test
    void whatAStepLeavesBuildsOnTheStepsBeforeItThatAreWrittenTogether() {
        Floor floor = Floor.withOneAgent();
        floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()));
        UUID id = UUID.fromString(floor.awaitItems(1).getFirst().get("id").toString());
        Instant now = items.now();

        database.jdbi().useTransaction(handle -> {
            Item open = ItemRows.byId(handle, id).orElseThrow();
            Moved claimed =
                    moved(open, new Command.Claim(BO, now.plus(Duration.ofMinutes(5)), new WorkInProgress(0, 10)), now);
            Moved completed = moved(
                    claimed.item(),
                    new Command.Complete(BO, new Session("a", "b", "c", "d", null)),
                    now.plusSeconds(1));
            List<Step> both = Stream.concat(claimed.steps().stream(), completed.steps().stream())
                    .toList();
            ItemStore.write(handle, List.of(new Moved(completed.item(), both)), now);
        });

        assertThat(Floor.rows("SELECT claimed_at <= completed_at FROM completion WHERE item_id = '" + id + "'"))
                .as("when it was claimed, which the history tells")
                .containsExactly("t");
    }

    private static Moved moved(Item item, Command command, Instant now) {
        assertThat(Transition.of(item, command, now)).isInstanceOf(Moved.class);
        return (Moved) Transition.of(item, command, now);
    }
}
