package dev.touchline.coaching.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchline.backing.Backing;
import dev.touchline.coaching.Floor;
import dev.touchline.coaching.NeedJson;
import dev.touchline.coaching.core.Command.Actor;
import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.store.ClaimDesk.Handout;
import dev.touchline.kit.store.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Claimers of one queue who are served in one transaction. */
@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class ClaimDeskTest {
    private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

    @Inject
    ClaimDesk desk;

    @Inject
    Database database;

    @Inject
    ItemStore items;

    private final UUID run = UUID.randomUUID();

    @Test
    void theyGetTheMostUrgentInTheOrderInWhichTheyCame() {
        Floor floor = floor("low", "high", "normal");

        List<Optional<Handout>> handouts =
                desk.together(front(floor), List.of(claimer("ada", 10), claimer("bo", 10), claimer("cy", 10)));

        assertThat(handouts.stream().map(ClaimDeskTest::topic)).containsExactly("high", "normal", "low");
        assertThat(Floor.rows(
                        "SELECT topic || ' ' || split_part(claimed_by, '@', 1) || ' ' || version FROM item WHERE team = '"
                                + floor.team + "' ORDER BY claimed_by"))
                .containsExactly("high ada 2", "normal bo 2", "low cy 2");
        assertThat(history(floor, "claimed")).containsExactly("high ada", "low cy", "normal bo");
    }

    @Test
    void whoComesTwiceHoldsNoMoreThanTheyMay() {
        Floor floor = floor("high", "normal", "low");

        List<Optional<Handout>> handouts = desk.together(
                front(floor), List.of(claimer("bo", 2), claimer("bo", 2), claimer("bo", 2), claimer("cy", 2)));

        assertThat(handouts.stream().map(ClaimDeskTest::topic)).containsExactly("high", "normal", "denied", "low");
    }

    @Test
    void whatOnePersonHoldsElsewhereCounts() {
        Floor elsewhere = floor("high");
        assertThat(topic(Optional.of(desk.next(elsewhere.team, ALL, claimer("bo", 1)))))
                .isEqualTo("high");
        Floor floor = floor("normal");

        List<Optional<Handout>> handouts = desk.together(front(floor), List.of(claimer("bo", 1), claimer("cy", 1)));

        assertThat(handouts.stream().map(ClaimDeskTest::topic)).containsExactly("denied", "normal");
    }

    @Test
    void whoComesWhenAllIsGivenIsToldThatNothingIsOpen() {
        Floor floor = floor("high");

        List<Optional<Handout>> handouts = desk.together(front(floor), List.of(claimer("ada", 10), claimer("bo", 10)));

        assertThat(handouts.stream().map(ClaimDeskTest::topic)).containsExactly("high", "nothing");
    }

    @Test
    void anItemThatSomebodyHoldsIsPassedOverAndAwaitedByWhoGetsNoOther() throws Exception {
        Floor floor = floor("high", "low");
        CompletableFuture<Handout> waits;
        try (Connection holder = Backing.connect("coaching");
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT FROM item WHERE topic = 'high' AND team = '" + floor.team + "' FOR UPDATE");

            List<Optional<Handout>> handouts =
                    desk.together(front(floor), List.of(claimer("ada", 10), claimer("bo", 10)));

            assertThat(handouts.stream().map(ClaimDeskTest::topic)).containsExactly("low", "alone");
            waits = CompletableFuture.supplyAsync(
                    () -> desk.next(floor.team, ALL, claimer("bo", 10)),
                    task -> Thread.ofPlatform().daemon().start(task));
            awaitWaiting();
            holder.rollback();
        }
        assertThat(topic(Optional.of(waits.get(60, TimeUnit.SECONDS)))).isEqualTo("high");
    }

    @Test
    void nobodyWaitsForOneWhoClaimsSomethingElseMeanwhile() throws Exception {
        Floor floor = floor("high", "low");
        try (Connection holder = Backing.connect("coaching");
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(hashtextextended('claims of " + subject("bo") + "', 0))");

            List<Optional<Handout>> handouts =
                    desk.together(front(floor), List.of(claimer("bo", 10), claimer("cy", 10)));

            assertThat(handouts.stream().map(ClaimDeskTest::topic)).containsExactly("alone", "high");
        }
        assertThat(topic(Optional.of(desk.next(floor.team, ALL, claimer("bo", 10)))))
                .isEqualTo("low");
    }

    @Test
    void whatCannotBeReadKeepsNobodyFromWhatStandsBeforeIt() {
        Floor floor = floor("high", "low");
        String broken = " WHERE topic = 'low' AND team = '" + floor.team + "' RETURNING id";
        assertThat(Floor.rows("UPDATE item SET reasons = '[]'" + broken)).hasSize(1);

        List<Optional<Handout>> handouts = desk.together(front(floor), List.of(claimer("ada", 10), claimer("bo", 10)));

        assertThat(handouts.stream().map(ClaimDeskTest::topic)).containsExactly("alone", "alone");
        assertThat(topic(Optional.of(desk.next(floor.team, ALL, claimer("ada", 10)))))
                .isEqualTo("high");
        assertThatThrownBy(() -> desk.next(floor.team, ALL, claimer("bo", 10))).isInstanceOf(RuntimeException.class);
        Floor.rows("UPDATE item SET state = 'expired', closed_at = now()" + broken);
    }

    @Test
    void twoInstancesHandOutEveryItemOnce() throws Exception {
        Floor floor = Floor.withOneAgent();
        int count = 300;
        for (int topic = 0; topic < count; topic++) {
            floor.publish(floor.need("topic-" + topic, id()).withoutResponse());
        }
        Floor.patiently()
                .until(() -> Floor.rows("SELECT count(*) FROM item WHERE team = '" + floor.team + "'")
                        .equals(List.of(Integer.toString(count))));
        List<ClaimDesk> desks = List.of(desk, new ClaimDesk(database, items));
        List<Future<List<String>>> all = new ArrayList<>();

        try (ExecutorService threads = Executors.newFixedThreadPool(24)) {
            for (int person = 0; person < 24; person++) {
                Claimer claimer = claimer("p-" + person % 20, 1000);
                ClaimDesk mine = desks.get(person % 2);
                all.add(threads.submit(() -> claimAll(mine, floor, claimer)));
            }
        }

        List<String> given = new ArrayList<>();
        for (Future<List<String>> each : all) {
            given.addAll(each.get());
        }
        assertThat(given).doesNotHaveDuplicates().hasSize(count);
        assertThat(history(floor, "claimed")).doesNotHaveDuplicates().hasSize(count);
    }

    private static List<String> claimAll(ClaimDesk desk, Floor floor, Claimer claimer) {
        List<String> given = new ArrayList<>();
        while (desk.next(floor.team, ALL, claimer) instanceof Handout.Given(var whole)) {
            given.add(whole.item().topic());
        }
        return given;
    }

    /** A team whose queue holds an item of each severity, which is its topic too. */
    private static Floor floor(String... severities) {
        Floor floor = Floor.withOneAgent();
        for (String severity : severities) {
            NeedJson need = floor.need(severity, id()).by("f", severity);
            floor.publish(need);
        }
        floor.awaitItems(severities.length);
        return floor;
    }

    private static QueueFront front(Floor floor) {
        return new QueueFront(floor.team, ALL);
    }

    /** What people hold outlasts a test, so each test has its own. */
    private String subject(String name) {
        return name + "@" + run;
    }

    private Claimer claimer(String name, int limit) {
        Instant leaseUntil = Instant.now().truncatedTo(ChronoUnit.MICROS).plusSeconds(900);
        return new Claimer(new Actor(subject(name), Actor.Reach.OWN_CLAIMS), leaseUntil, limit);
    }

    private static String topic(Optional<Handout> handout) {
        return handout.map(given -> switch (given) {
                    case Handout.Given(var whole) -> whole.item().topic();
                    case Handout.Denied _ -> "denied";
                    case Handout.NothingOpen _ -> "nothing";
                })
                .orElse("alone");
    }

    private static List<String> history(Floor floor, String action) {
        return Floor.rows(
                "SELECT i.topic || ' ' || split_part(a.acted_by, '@', 1) FROM audit a JOIN item i ON i.id = a.item_id"
                        + " WHERE i.team = '" + floor.team + "' AND a.action = '" + action + "' ORDER BY 1");
    }

    private static void awaitWaiting() {
        Floor.patiently()
                .until(() -> Floor.rows("SELECT count(*) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                        .equals(List.of("1")));
    }

    private static String id() {
        return "r-" + UUID.randomUUID();
    }
}
