package dev.touchline.bench.load;

import static dev.touchline.local.Json.object;

import dev.touchline.local.Json;
import dev.touchline.local.demo.Organisation;
import dev.touchline.local.demo.SurveyGenerator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The demo's responses as Typeform posts them (about 1,100 bytes): same words, same ratings, the definition of the form
 * with each answer, and signed. Every post is a response of its own, so each is signed as it is sent.
 */
public final class TypeformPosts implements RequestSource {
    /** What it is signed with. */
    public static final String SECRET = "made-for-measuring";

    private static final int TEMPLATES = 256;
    private static final String SIGNATURE_SLOT = "=".repeat(44);
    private static final String HEADER = "Typeform-Signature: sha256=";

    private final List<RequestTemplate> templates;
    private final int longest;
    private final int signatureAt;
    private final long firstId;
    private final LongToIntFunction agentOf;
    private final Mac mac;

    /**
     * @param path of the source's webhook
     * @param firstId the number of the first response
     * @param agentOf the agent's number by the response's
     */
    public TypeformPosts(String authority, String path, long seed, long firstId, LongToIntFunction agentOf) {
        SurveyGenerator generator = new SurveyGenerator(Organisation.demo(), seed, "bench");
        Instant now = Instant.now();
        this.templates = IntStream.range(0, TEMPLATES)
                .mapToObj(_ ->
                        RequestTemplate.post(authority, path, HEADER + SIGNATURE_SLOT, body(generator.next(now), now)))
                .toList();
        this.longest =
                templates.stream().mapToInt(RequestTemplate::length).max().orElse(0);
        this.signatureAt = "POST %s HTTP/1.1\r\nHost: %s\r\n%s"
                .formatted(path, authority, HEADER)
                .length();
        this.firstId = firstId;
        this.agentOf = agentOf;
        this.mac = mac();
    }

    @Override
    public int longest() {
        return longest;
    }

    @Override
    public ByteBuffer write(byte[] target, long index) {
        RequestTemplate template = templates.get((int) (index % templates.size()));
        ByteBuffer request = template.fill(target, firstId + index, agentOf, _ -> 0);
        mac.update(target, template.bodyAt(), template.length() - template.bodyAt());
        byte[] signature = Base64.getEncoder().encode(mac.doFinal());
        System.arraycopy(signature, 0, target, signatureAt, signature.length);
        return request;
    }

    private static Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String body(Map<String, Object> response, Instant now) {
        List<Object> answers = new ArrayList<>();
        List<Object> fields = new ArrayList<>();
        for (Object each : (List<?>) response.getOrDefault("ratings", List.of())) {
            Map<?, ?> rating = (Map<?, ?>) each;
            String topic = String.valueOf(rating.get("topic"));
            String type = topic.equals("overall") ? "opinion_scale" : "rating";
            Map<String, Object> field = object("id", "f-" + topic, "type", type, "ref", topic);
            answers.add(
                    object("type", "number", "number", Objects.requireNonNull(rating.get("value")), "field", field));
            fields.add(object("id", "f-" + topic, "title", "How was " + topic + "?", "type", type, "ref", topic));
        }
        Object comment = response.get("comment");
        if (comment != null) {
            Map<String, Object> field = object("id", "f-why", "type", "long_text", "ref", "why");
            answers.add(object("type", "text", "text", comment, "field", field));
        }
        return Json.write(object(
                "event_id",
                "01K",
                "event_type",
                "form_response",
                "form_response",
                object(
                        "form_id",
                        "Fm1",
                        "token",
                        "t-" + RequestTemplate.ID_SLOT,
                        "landed_at",
                        now.minusSeconds(50).toString(),
                        "submitted_at",
                        now.toString(),
                        "hidden",
                        object(
                                "agent",
                                "b-" + RequestTemplate.AGENT_SLOT,
                                "interaction",
                                "c-9",
                                "channel",
                                "voice",
                                "customer",
                                "cust-5"),
                        "definition",
                        object("id", "Fm1", "title", "After the call", "fields", fields),
                        "answers",
                        answers)));
    }
}
