package dev.touchline.coaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.touchline.backing.Backing;
import dev.touchline.backing.TestTokens;
import dev.touchline.coaching.kafka.RosterView;
import dev.touchline.coaching.store.Deliveries;
import dev.touchline.coaching.store.Webhooks;
import dev.touchline.coaching.webhook.Inbox;
import dev.touchline.coaching.webhook.Inbox.Got;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
@TestProfile(WebhooksTest.InAHurry.class)
class WebhooksTest {
    private static final String WEBHOOKS = "/api/coaching/v1/webhooks";
    private static final String SESSION =
            "{\"saw\":\"Guessed the tariff\",\"ideal\":\"b\",\"practised\":\"c\",\"next\":\"d\"}";

    /** Receivers on this machine, and waits that a test has the patience for. */
    public static final class InAHurry implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "touchline.webhooks.allow-private", "true",
                    "touchline.webhooks.poll", "PT0.05S",
                    "touchline.webhooks.timeout", "PT5S",
                    "touchline.webhooks.retries", "PT0.02S,PT0.02S",
                    "touchline.webhooks.link", "https://touchline.example/items/{id}");
        }
    }

    @Inject
    Deliveries deliveries;

    @Inject
    Webhooks webhooks;

    @Inject
    RosterView roster;

    @SuppressWarnings("NullAway.Init")
    private Floor floor;

    @BeforeEach
    void openTheFloor() {
        floor = Floor.withOneAgent();
    }

    @Test
    void theStepsOfATeamsItemsAreToldSignedAndWithoutCustomersWords() {
        try (Inbox inbox = Inbox.thatTakesAll()) {
            String secret = subscribe(inbox, "").path("secret");
            Map<String, Object> item = openItem("clarity");
            floor.claimNext().then().statusCode(200);
            floor.step(item, "complete", 2, SESSION).then().statusCode(200);

            Floor.patiently()
                    .until(() -> inbox.types().containsAll(List.of("item.opened", "item.claimed", "item.completed")));
            assertThat(inbox.got()).hasSize(3).allSatisfy(got -> {
                assertThat(got.isSignedWith(secret)).isTrue();
                assertThat(got.isSignedWith("whsec_AAAA")).isFalse();
                assertThat(got.header("content-type")).isEqualTo("application/json");
                assertThat(got.body())
                        .contains("\"itemId\":\"" + item.get("id") + "\"")
                        .contains("\"team\":\"" + floor.team + "\"", "\"topic\":\"clarity\"", "\"kind\":\"coaching\"")
                        .contains("\"agent\":{\"id\":\"" + floor.agent(1) + "\",\"name\":\"Ada Moss\"}")
                        .contains("\"link\":\"https://touchline.example/items/" + item.get("id") + "\"")
                        .doesNotContain("He did not know the plan", "Guessed the tariff", "interaction");
            });
            assertThat(inbox.got()).extracting(Got::id).doesNotHaveDuplicates();
            Floor.patiently()
                    .untilAsserted(() -> assertThat(Backing.kafka().consumeAll("coaching.outcomes"))
                            .extracting(
                                    outcome -> outcome.json().path("outcomeId").asText())
                            .containsAll(inbox.got().stream().map(Got::id).toList()));
        }
    }

    @Test
    void thatAnItemExpiredIsToldWithoutBeingAskedFor() {
        try (Inbox inbox = Inbox.thatTakesAll()) {
            subscribe(inbox, "");
            Map<String, Object> item = openItem("clarity");

            Floor.rows("UPDATE item SET fresh_until = now() WHERE id = '%s' RETURNING id".formatted(item.get("id")));

            Floor.patiently().until(() -> inbox.types().contains("item.expired"));
            assertThat(inbox.got().getLast().body()).contains("\"itemId\":\"" + item.get("id") + "\"");
        }
    }

    @Test
    void onlyWhatWasAskedForIsWrittenAtAll() {
        try (Inbox inbox = Inbox.thatTakesAll()) {
            subscribe(inbox, ",\"events\":[\"item.deferred\"],\"kinds\":[\"coaching\"]");
            Floor other = Floor.withOneAgent();
            other.publish(other.need("clarity", "r-" + UUID.randomUUID()));
            Map<String, Object> foreign = other.awaitItems(1).getFirst();
            other.step(foreign, "defer", 1, "{}").then().statusCode(200);
            Map<String, Object> item = openItem("clarity");
            floor.step(item, "defer", 1, "{}").then().statusCode(200);

            Floor.patiently().until(() -> inbox.types().equals(List.of("item.deferred")));
            assertThat(Floor.rows("SELECT type FROM webhook_delivery WHERE item_id IN ('%s', '%s')"
                            .formatted(item.get("id"), foreign.get("id"))))
                    .containsExactly("item.deferred");
        }
    }

    @Test
    void anAdminIsToldOfAllTeams() {
        try (Inbox inbox = Inbox.thatTakesAll()) {
            Response made = Floor.as(TestTokens.admin())
                    .body("{\"url\":\"%s\"}".formatted(inbox.url()))
                    .post(WEBHOOKS);
            made.then().statusCode(201).body("team", nullValue());
            Map<String, Object> item = openItem("clarity");

            Floor.patiently()
                    .until(() -> inbox.got().stream()
                            .anyMatch(got -> got.body().contains(item.get("id").toString())));
            Floor.as(TestTokens.admin())
                    .header("If-Match", "\"1\"")
                    .delete(WEBHOOKS + "/{id}", made.path("id").toString())
                    .then()
                    .statusCode(204);
        }
    }

    @Test
    void whatFailsIsTriedAgainWithTheSameIdAndBody() {
        try (Inbox inbox = Inbox.answering(nth -> nth < 3 ? "500 Broken" : "200 OK")) {
            String id = subscribe(inbox, "").path("id");
            openItem("clarity");

            Floor.patiently().until(() -> inbox.got().size() == 3);
            assertThat(inbox.got())
                    .extracting(Got::id)
                    .containsOnly(inbox.got().getFirst().id());
            assertThat(inbox.got())
                    .extracting(Got::body)
                    .containsOnly(inbox.got().getFirst().body());
            Floor.patiently()
                    .untilAsserted(() -> deliveries(id)
                            .then()
                            .statusCode(200)
                            .body("items", hasSize(1))
                            .body("items[0].state", equalTo("delivered"))
                            .body(
                                    "items[0].webhookId",
                                    equalTo(inbox.got().getFirst().id()))
                            .body("items[0].attempt", equalTo(3))
                            .body("items[0].attempts.status", equalTo(List.of(500, 500, 200)))
                            .body("items[0].attempts[0].error", equalTo("answered 500")));
            one(id).then().body("failingSince", nullValue());
        }
    }

    @Test
    void whatIsGivenUpIsRedriven() {
        try (Inbox inbox = Inbox.answering(_ -> "400 No")) {
            String id = subscribe(inbox, "").path("id");
            openItem("clarity");
            Floor.patiently().until(() -> "dead".equals(deliveries(id).path("items[0].state")));
            assertThat(inbox.got()).hasSize(3);
            one(id).then().body("failingSince", notNullValue());

            inbox.fromNowOn("200 OK");
            String delivery = deliveries(id).path("items[0].id");
            floor.asSupervisor()
                    .post(WEBHOOKS + "/{id}/deliveries/{delivery}/redrive", id, delivery)
                    .then()
                    .statusCode(202)
                    .body("redriven", equalTo(1));

            Floor.patiently().until(() -> "delivered".equals(deliveries(id).path("items[0].state")));
            assertThat(inbox.got())
                    .extracting(Got::id)
                    .containsOnly(inbox.got().getFirst().id());
            floor.asSupervisor()
                    .post(WEBHOOKS + "/{id}/deliveries/{delivery}/redrive", id, delivery)
                    .then()
                    .statusCode(409);
            floor.asSupervisor()
                    .post(WEBHOOKS + "/{id}/deliveries/redrive", id)
                    .then()
                    .statusCode(202)
                    .body("redriven", equalTo(0));
        }
    }

    @Test
    void whoIsGoneIsAskedNoMore() {
        try (Inbox inbox = Inbox.answering(_ -> "410 Gone")) {
            String id = subscribe(inbox, "").path("id");
            openItem("clarity");

            Floor.patiently()
                    .untilAsserted(() -> one(id).then()
                            .body("enabled", equalTo(false))
                            .body("disabledWhy", equalTo("The receiver answered 410 Gone"))
                            .body("changedBy", equalTo("system"))
                            .body("version", equalTo(2)));
            openItem("effort");
            deliveries(id).then().body("items", hasSize(1)).body("items[0].state", equalTo("dead"));
            assertThat(inbox.got()).hasSize(1);
            floor.asSupervisor().post(WEBHOOKS + "/{id}/test", id).then().statusCode(409);
            floor.asSupervisor()
                    .post(WEBHOOKS + "/{id}/deliveries/redrive", id)
                    .then()
                    .statusCode(409);

            inbox.fromNowOn("200 OK");
            change(id, 2, "{\"url\":\"%s\"}".formatted(inbox.url()))
                    .then()
                    .statusCode(200)
                    .body("enabled", equalTo(true))
                    .body("disabledWhy", nullValue());
            floor.asSupervisor()
                    .post(WEBHOOKS + "/{id}/deliveries/redrive", id)
                    .then()
                    .body("redriven", equalTo(1));
            Floor.patiently().until(() -> "delivered".equals(deliveries(id).path("items[0].state")));
        }
    }

    @Test
    void whoDoesNotSuperviseTheTeamAnyMoreIsToldNothingMoreOfIt() {
        try (Inbox inbox = Inbox.thatTakesAll()) {
            String supervisors = subscribe(inbox, "").path("id");
            String admins = Floor.as(TestTokens.admin())
                    .body("{\"url\":\"%s\",\"team\":\"%s\"}".formatted(inbox.url(), floor.team))
                    .post(WEBHOOKS)
                    .path("id");
            webhooks.endOrphans(roster::supervises);
            one(supervisors).then().body("enabled", equalTo(true));

            floor.supervisedBy("somebody-else");
            Floor.patiently().until(() -> one(supervisors).statusCode() == 404);
            webhooks.endOrphans(roster::supervises);

            Floor.as(TestTokens.admin())
                    .get(WEBHOOKS + "/{id}", supervisors)
                    .then()
                    .body("enabled", equalTo(false))
                    .body("disabledWhy", equalTo("Its author does not supervise the team any more"));
            Floor.as(TestTokens.admin()).get(WEBHOOKS + "/{id}", admins).then().body("enabled", equalTo(true));
        }
    }

    @Test
    void whoHasFailedForDaysIsDisabledAndSoItSays() {
        try (Inbox inbox = Inbox.answering(_ -> "500 Broken")) {
            String id = subscribe(inbox, "").path("id");
            Floor.rows(
                    "UPDATE webhook SET failures = 9, failing_since = now() - interval '5 days' WHERE id = '%s' RETURNING id"
                            .formatted(id));

            openItem("clarity");

            Floor.patiently()
                    .untilAsserted(() -> one(id).then()
                            .body("enabled", equalTo(false))
                            .body("disabledWhy", startsWith("Nothing has got through since ")));
            Floor.patiently().until(() -> "dead".equals(deliveries(id).path("items[0].state")));
        }
    }

    @Test
    void aReceiverThatMisbehavesHoldsUpNobodyElse() {
        try (Inbox hangs = Inbox.answering(_ -> "hang");
                Inbox closes = Inbox.answering(_ -> "close");
                Inbox floods = Inbox.answering(_ -> "huge");
                Inbox good = Inbox.thatTakesAll()) {
            String hanging = subscribe(hangs, "").path("id");
            String closing = subscribe(closes, "").path("id");
            String flooding = subscribe(floods, "").path("id");
            subscribe(good, "");
            openItem("clarity");

            Floor.patiently().until(() -> good.got().size() == 1);
            Floor.patiently()
                    .until(() -> "delivered".equals(deliveries(flooding).path("items[0].state")));
            Floor.patiently()
                    .untilAsserted(() -> deliveries(closing)
                            .then()
                            .body("items[0].attempts.error", hasItem("the connection broke off")));
            Floor.patiently()
                    .untilAsserted(() -> deliveries(hanging)
                            .then()
                            .body("items[0].attempts.error", hasItem("no answer within PT5S")));
        }
    }

    @Test
    void whoWasKilledBetweenSendingAndWritingItDownIsFollowedByAnotherWithTheSameId() {
        try (Inbox inbox = Inbox.thatTakesAll()) {
            String id = subscribe(inbox, "").path("id");
            openItem("clarity");
            Floor.patiently().until(() -> "delivered".equals(deliveries(id).path("items[0].state")));

            // As it stands once the lease of the dead one is over.
            Floor.rows(
                    "UPDATE webhook_delivery SET state = 'pending', ended_at = NULL, due_at = now() WHERE webhook_id = '%s' RETURNING id"
                            .formatted(id));

            Floor.patiently().until(() -> inbox.got().size() == 2);
            assertThat(inbox.got())
                    .extracting(Got::id)
                    .containsOnly(inbox.got().getFirst().id());
            Floor.patiently().until(() -> "delivered".equals(deliveries(id).path("items[0].state")));
        }
    }

    @Test
    void messagesAreSignedWithBothSecretsForADayAfterARotation() {
        try (Inbox inbox = Inbox.thatTakesAll()) {
            Response made = subscribe(inbox, "");
            String id = made.path("id");
            String old = made.path("secret");
            one(id).then().body("secret", nullValue());

            Response rotated =
                    floor.asSupervisor().header("If-Match", "\"1\"").post(WEBHOOKS + "/{id}/rotate-secret", id);

            rotated.then().statusCode(200).header("ETag", "\"2\"").body("oldSecretUntil", notNullValue());
            String fresh = rotated.path("secret");
            assertThat(fresh).startsWith("whsec_").isNotEqualTo(old);
            trial(id, inbox, 1);
            assertThat(inbox.got().getFirst().isSignedWith(old)).isTrue();
            assertThat(inbox.got().getFirst().isSignedWith(fresh)).isTrue();
            Floor.rows("UPDATE webhook SET old_secret_until = now() WHERE id = '%s' RETURNING id".formatted(id));
            trial(id, inbox, 2);
            assertThat(inbox.got().getLast().isSignedWith(old)).isFalse();
            assertThat(inbox.got().getLast().isSignedWith(fresh)).isTrue();
            assertThat(inbox.got().getLast().body()).contains("\"type\":\"webhook.ping\"");
        }
    }

    @Test
    void secretsLieSealedInTheTableAlsoThoseFromBeforeThereWasAKey() {
        try (Inbox inbox = Inbox.thatTakesAll()) {
            Response made = subscribe(inbox, "");
            String id = made.path("id");
            String old = made.path("secret");
            String fresh = floor.asSupervisor()
                    .header("If-Match", "\"1\"")
                    .post(WEBHOOKS + "/{id}/rotate-secret", id)
                    .path("secret");
            assertThat(stored(id)).hasSize(2).doesNotContain(old, fresh).allMatch(each -> each.startsWith("sealed:"));

            Floor.rows("UPDATE webhook SET secret = '%s', old_secret = '%s' WHERE id = '%s' RETURNING id"
                    .formatted(fresh, old, id));
            webhooks.sealAll();

            assertThat(stored(id)).hasSize(2).allMatch(each -> each.startsWith("sealed:"));
            trial(id, inbox, 1);
            assertThat(inbox.got().getFirst().isSignedWith(old)).isTrue();
            assertThat(inbox.got().getFirst().isSignedWith(fresh)).isTrue();
        }
    }

    @Test
    void whoseSecretCantBeReadIsSentNothingAndSaysSo() {
        try (Inbox inbox = Inbox.thatTakesAll()) {
            String id = subscribe(inbox, "").path("id");
            Floor.rows("UPDATE webhook SET secret = 'sealed:1:gone:AAAA' WHERE id = '%s' RETURNING id".formatted(id));
            webhooks.sealAll();

            floor.asSupervisor().post(WEBHOOKS + "/{id}/test", id).then().statusCode(202);

            Floor.patiently().until(() -> "dead".equals(deliveries(id).path("items[0].state")));
            deliveries(id)
                    .then()
                    .body(
                            "items[0].attempts[0].error",
                            equalTo("its secret can't be read: this instance has no key gone"));
            assertThat(inbox.got()).isEmpty();
        }
    }

    @Test
    void whatIsDisabledIsNotWrittenForAndVersionsAreKept() {
        try (Inbox inbox = Inbox.thatTakesAll()) {
            String id = subscribe(inbox, "").path("id");
            String off = "{\"url\":\"%s\",\"enabled\":false,\"events\":[\"item.opened\"]}".formatted(inbox.url());

            floor.asSupervisor().body(off).put(WEBHOOKS + "/{id}", id).then().statusCode(428);
            change(id, 7, off).then().statusCode(412).header("ETag", "\"1\"");
            change(id, 1, off)
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"2\"")
                    .body("enabled", equalTo(false))
                    .body("disabledAt", notNullValue())
                    .body("disabledWhy", nullValue());
            openItem("clarity");

            deliveries(id).then().body("items", hasSize(0));
            floor.asSupervisor()
                    .header("If-Match", "\"1\"")
                    .delete(WEBHOOKS + "/{id}", id)
                    .then()
                    .statusCode(412);
            floor.asSupervisor()
                    .header("If-Match", "\"2\"")
                    .delete(WEBHOOKS + "/{id}", id)
                    .then()
                    .statusCode(204);
            one(id).then().statusCode(404);
        }
    }

    @Test
    void theyAreForAdminsAndTheTeamsOwnSupervisors() {
        try (Inbox inbox = Inbox.thatTakesAll()) {
            String id = subscribe(inbox, "").path("id");
            Floor other = Floor.withOneAgent();

            other.asSupervisor().get(WEBHOOKS + "/{id}", id).then().statusCode(404);
            other.asSupervisor().get(WEBHOOKS + "/{id}/deliveries", id).then().statusCode(404);
            other.asSupervisor().post(WEBHOOKS + "/{id}/test", id).then().statusCode(404);
            other.asSupervisor().get(WEBHOOKS).then().statusCode(200).body("items", hasSize(0));
            other.asSupervisor()
                    .body("{\"url\":\"%s\",\"team\":\"%s\"}".formatted(inbox.url(), floor.team))
                    .post(WEBHOOKS)
                    .then()
                    .statusCode(404);
            other.asSupervisor()
                    .body("{\"url\":\"%s\"}".formatted(inbox.url()))
                    .post(WEBHOOKS)
                    .then()
                    .statusCode(403)
                    .body("detail", containsString("Only an admin"));
            Floor.as(TestTokens.qa()).get(WEBHOOKS).then().statusCode(403);
            floor.asSupervisor().get(WEBHOOKS).then().body("items.id", equalTo(List.of(id)));
            Floor.as(TestTokens.admin())
                    .queryParam("team", floor.team)
                    .get(WEBHOOKS)
                    .then()
                    .body("items.id", equalTo(List.of(id)));
        }
    }

    @Test
    void whatIsNoWebhookIsNamedFieldByField() {
        floor.asSupervisor()
                .body("""
                        {"team":"%s","url":"ftp://x","events":["item.eaten"],"kinds":[],"description":"%s"}
                        """.formatted(floor.team, "x".repeat(201)))
                .post(WEBHOOKS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItems("/url", "/events/0", "/kinds", "/description"));
    }

    @Test
    void aTeamHasTwentyAtMost() {
        try (Inbox inbox = Inbox.thatTakesAll()) {
            for (int number = 1; number <= 20; number++) {
                subscribe(inbox, "");
            }
            floor.asSupervisor()
                    .body("{\"url\":\"%s\",\"team\":\"%s\"}".formatted(inbox.url(), floor.team))
                    .post(WEBHOOKS)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/team"));
            Response first = floor.asSupervisor().queryParam("limit", 15).get(WEBHOOKS);
            first.then().body("items", hasSize(15));
            floor.asSupervisor()
                    .queryParam("cursor", first.<String>path("nextCursor"))
                    .get(WEBHOOKS)
                    .then()
                    .body("items", hasSize(5))
                    .body("nextCursor", nullValue());
        }
    }

    @Test
    void whilePostgresIsAwayNothingIsLost() {
        Assumptions.assumeTrue("embedded".equals(System.getProperty("touchline.backing", "embedded")));
        try (Inbox inbox = Inbox.thatTakesAll()) {
            subscribe(inbox, "");

            Backing.postgres().kill9();
            floor.publish(floor.need("clarity", "r-" + UUID.randomUUID()));
            Backing.postgres().start().awaitReady(Duration.ofSeconds(60));

            Floor.patiently()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> inbox.types().contains("item.opened"));
        }
    }

    @Test
    void whatEndedLongAgoIsForgotten() {
        try (Inbox inbox = Inbox.thatTakesAll()) {
            String id = subscribe(inbox, "").path("id");
            trial(id, inbox, 1);
            trial(id, inbox, 2);
            Floor.rows("UPDATE webhook_delivery SET ended_at = now() - interval '8 days' WHERE id = '%s' RETURNING id"
                    .formatted(deliveries(id).<String>path("items[1].id")));
            Floor.rows(
                    "UPDATE webhook_delivery SET state = 'dead', ended_at = now() - interval '8 days' WHERE id = '%s' RETURNING id"
                            .formatted(deliveries(id).<String>path("items[0].id")));

            assertThat(deliveries.forget("delivered", Duration.ofDays(7))).isPositive();
            deliveries.forget("dead", Duration.ofDays(28));

            deliveries(id).then().body("items.state", equalTo(List.of("dead")));
        }
    }

    private Response subscribe(Inbox inbox, String more) {
        Response made = floor.asSupervisor()
                .body("{\"url\":\"%s\",\"team\":\"%s\"%s}".formatted(inbox.url(), floor.team, more))
                .post(WEBHOOKS);
        made.then().statusCode(201).header("ETag", "\"1\"").body("secret", startsWith("whsec_"));
        return made;
    }

    private Map<String, Object> openItem(String topic) {
        floor.publish(floor.need(topic, "r-" + UUID.randomUUID()));
        Floor.patiently().until(() -> floor.items().stream().anyMatch(item -> topic.equals(item.get("topic"))));
        return floor.items().stream()
                .filter(item -> topic.equals(item.get("topic")))
                .findFirst()
                .orElseThrow();
    }

    private void trial(String id, Inbox inbox, int nth) {
        floor.asSupervisor()
                .post(WEBHOOKS + "/{id}/test", id)
                .then()
                .statusCode(202)
                .body("id", notNullValue());
        Floor.patiently().until(() -> inbox.got().size() == nth);
        Floor.patiently().until(() -> "delivered".equals(deliveries(id).path("items[0].state")));
    }

    private Response change(String id, int version, String body) {
        return floor.asSupervisor()
                .header("If-Match", "\"" + version + "\"")
                .body(body)
                .put(WEBHOOKS + "/{id}", id);
    }

    private static List<String> stored(String id) {
        return Floor.rows("SELECT unnest(ARRAY[secret, old_secret]) FROM webhook WHERE id = '" + id + "'");
    }

    private Response one(String id) {
        return floor.asSupervisor().get(WEBHOOKS + "/{id}", id);
    }

    private Response deliveries(String id) {
        return floor.asSupervisor().get(WEBHOOKS + "/{id}/deliveries", id);
    }
}
