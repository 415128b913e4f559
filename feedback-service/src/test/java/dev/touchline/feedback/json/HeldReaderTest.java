package dev.touchline.feedback.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.EventContract;
import dev.touchline.feedback.core.webhook.Delivery;
import dev.touchline.feedback.core.webhook.KeptHeaders;
import dev.touchline.feedback.json.HeldDelivery.ItemCause;
import dev.touchline.feedback.json.HeldReader.Held;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeldReaderTest {
    private static final EventContract CONTRACT = EventContract.of("survey.quarantine");
    private static final Envelope ENVELOPE =
            new Envelope(UUID.fromString("6b5f2a64-3a0e-5d0c-9d5c-6f7f0f2f6a11"), "typeform", Instant.EPOCH);

    @Test
    void aDeliveryMeetsTheContractAndIsReadBackToTheByte() {
        byte[] bytes = {0, (byte) 0xff, '{', '"', 10};
        HeldDelivery held = new HeldDelivery(
                ENVELOPE,
                "unmappable",
                3,
                List.of(new ItemCause(1, "/fields", "a\u0000 \"cause\"")),
                new Delivery(bytes, Map.of("webhook-id", "msg_1")));
        byte[] written = HeldWriter.delivery(held);
        CONTRACT.assertMeets(new String(written, StandardCharsets.UTF_8));
        assertThat(HeldReader.read(written).orElseThrow()).isInstanceOfSatisfying(Held.OfDelivery.class, read -> {
            assertThat(read.delivery().causes()).isEqualTo(held.causes());
            assertThat(read.delivery().delivery().body()).isEqualTo(bytes);
            assertThat(read.delivery().delivery().headers())
                    .isEqualTo(held.delivery().headers());
        });
    }

    @Test
    void wordOfAResponseToBeFetchedMeetsTheContractAndIsReadBack() {
        FetchNotice notice = new FetchNotice(ENVELOPE, 1, "SV_1", "R_7");
        byte[] written = HeldWriter.fetchBack(notice);
        CONTRACT.assertMeets(new String(written, StandardCharsets.UTF_8));
        assertThat(HeldReader.read(written)).contains(new Held.OfFetch(notice));
    }

    @Test
    void everySampleIsRead() {
        CONTRACT.samples()
                .values()
                .forEach(sample -> assertThat(HeldReader.read(sample.getBytes(StandardCharsets.UTF_8)))
                        .isPresent());
        assertThat(HeldReader.read("{\"kind\":\"delivery\"}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(HeldReader.read("no".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void whatProvesWhoSentItIsNotKept() {
        Delivery delivery = new Delivery(
                new byte[0],
                Map.of(
                        "Content-Type", "application/json",
                        "Webhook-Id", "msg_1",
                        "Webhook-Signature", "v1,x",
                        "Authorization", "Bearer y",
                        "X-Api-Key", "z",
                        "X-Secret-Id", "z",
                        "Cookie", "c",
                        "X-Brand", "b"));
        assertThat(KeptHeaders.of(delivery).headers()).containsOnlyKeys("content-type", "webhook-id");
    }
}
