package dev.touchline.coaching.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.coaching.core.webhook.Secret;
import dev.touchline.coaching.kafka.Outcomes;
import dev.touchline.coaching.store.Deliveries.Taken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the wire, by Standard Webhooks: a body, and headers that sign it.
 *
 * @param id the same at every attempt
 */
record Message(String id, String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HMAC = "HmacSHA256";

    /** The message of a delivery; its bytes are the same at every attempt. */
    static Message of(Taken taken, String link) {
        try {
            ObjectNode data = (ObjectNode) JSON.readTree(taken.data());
            if (taken.itemId() != null) {
                data.put("link", link.replace("{id}", taken.itemId().toString()));
            }
            ObjectNode body = JSON.createObjectNode()
                    .put("type", taken.type())
                    .put("timestamp", taken.occurredAt().toString())
                    .set("data", data);
            return new Message(id(taken.id(), taken.itemId(), taken.itemVersion()), JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The database holds JSON that is no message's", e);
        }
    }

    /** The id that a message has, and where it is about an item, the outcome on {@code coaching.outcomes} too. */
    static String id(UUID deliveryId, @Nullable UUID itemId, long itemVersion) {
        return (itemId == null ? deliveryId : Outcomes.id(itemId, itemVersion)).toString();
    }

    /** The headers of an attempt now, signed with each of the secrets. */
    Map<String, String> headers(Instant now, Stream<String> secrets) {
        long timestamp = now.getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put("user-agent", "Touchline-Webhooks/1");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(timestamp));
        headers.put(
                "webhook-signature",
                secrets.map(secret -> signature(secret, timestamp)).collect(Collectors.joining(" ")));
        return headers;
    }

    private String signature(String secret, long timestamp) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(Secret.key(secret), HMAC));
            byte[] signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC with SHA-256", e);
        }
    }
}
