package dev.touchline.coaching.store;

import dev.touchline.coaching.config.CoachingConfig;
import dev.touchline.coaching.core.Evidence;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.Need;
import dev.touchline.coaching.core.NeedEvent;
import dev.touchline.coaching.core.NeedEvent.Facts;
import dev.touchline.coaching.core.NeedEvent.Withdrawn;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.kit.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Takes back wishes about answers that turned out to be another agent's: alerting takes back only what its filters
 * said. Any number of instances may do so side by side, for a second time finds nothing to take.
 */
@Singleton
public class StrayWishes {
    /** For so long an answer can be given to another agent. */
    private static final Duration MOVABLE = Duration.ofDays(35);

    private final Database database;
    private final NeedStore needs;
    private final Clock clock;
    private final Ticker ticker;

    StrayWishes(Database database, NeedStore needs, Clock clock, CoachingConfig config) {
        this.database = database;
        this.needs = needs;
        this.clock = clock;
        ticker = new Ticker("stray-wishes", config.expireEvery(), this::takeBack);
    }

    /** A wish on a live item, and the answer that it is about. */
    private record Stray(UUID needId, UUID itemId, ResponseRef answer) {}

    void start(@Observes StartupEvent event) {
        ticker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        ticker.close();
    }

    /** Takes back all that is due. */
    void takeBack() {
        if (!database.migrated()) {
            return;
        }
        List<NeedEvent> back = database.jdbi().withHandle(handle -> {
            List<NeedEvent> events = new ArrayList<>();
            strays(handle).forEach(stray -> withdrawn(handle, stray).ifPresent(events::add));
            return events;
        });
        if (!back.isEmpty()) {
            needs.applyNeeds(new NeedStore.Batch(Set.of(), back, List.of()));
        }
    }

    /** By wish_asked, need_pkey, evidence_pkey and response_pkey. */
    private List<Stray> strays(Handle handle) {
        return handle.createQuery("""
                        SELECT n.need_id, n.item_id, e.source, e.response_id
                        FROM wish w JOIN need n USING (need_id) JOIN item i ON i.id = n.item_id
                            JOIN evidence e ON e.item_id = n.item_id AND e.need_id = n.need_id
                            JOIN response r ON r.source = e.source AND r.response_id = e.response_id
                        WHERE w.asked_at > :since AND n.standing AND i.state IN ('open', 'claimed')
                            AND r.agent_id <> n.agent_id
                        """)
                .bind("since", clock.instant().minus(MOVABLE))
                .map((row, _) -> new Stray(
                        row.getObject("need_id", UUID.class),
                        row.getObject("item_id", UUID.class),
                        new ResponseRef(row.getString("source"), row.getString("response_id"))))
                .list();
    }

    private static Optional<NeedEvent> withdrawn(Handle handle, Stray stray) {
        Optional<Need> need =
                NeedRows.named(handle, List.of(stray.needId())).stream().findFirst();
        Optional<Item> item = ItemRows.byId(handle, stray.itemId());
        return need.flatMap(known -> item.map(on -> new Withdrawn(
                facts(known, on), known.seq() + 1, List.of(new Evidence(stray.answer(), 0, Instant.EPOCH)), 0)));
    }

    private static Facts facts(Need need, Item item) {
        return new Facts(
                need.id(),
                item.kind(),
                need.reason().severity(),
                item.agent(),
                item.team(),
                item.topic(),
                need.reason().why(),
                need.reason().raisedAt(),
                need.freshUntil());
    }
}
