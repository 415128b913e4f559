package dev.touchline.feedback.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of what a response says, whatever way its JSON was written: the order of keys, white space, 2 or 2.0, and the
 * zone of a time make no difference. The hash goes into event ids, so its input must never change for content that can
 * be posted today; a golden test pins it.
 */
public final class ContentHash {
    private static final byte ABSENT = 0;
    private static final byte PRESENT = 1;

    private final MessageDigest sha256 = sha256();
    private ByteBuffer buffer = ByteBuffer.allocate(1024);

    private ContentHash() {}

    /** The hash as 64 lower-case hexadecimal digits. */
    public static String of(SurveyResponse response) {
        ContentHash hash = new ContentHash();
        hash.response(response);
        hash.sha256.update(hash.buffer.flip());
        return HexFormat.of().formatHex(hash.sha256.digest());
    }

    private void response(SurveyResponse response) {
        text(response.responseId());
        time(response.respondedAt());
        time(response.updatedAt());
        interaction(response.interaction());
        agent(response.agent());
        text(response.customerRef());
        number(response.ratings().size());
        response.ratings().forEach(this::rating);
        text(response.comment());
        text(response.language());
        number(response.tags().size());
        response.tags().forEach(this::text);
    }

    private void interaction(@Nullable Interaction interaction) {
        if (interaction == null) {
            put(ABSENT);
            return;
        }
        put(PRESENT);
        text(interaction.id());
        text(interaction.channel() == null ? null : interaction.channel().wire());
        time(interaction.endedAt());
        text(interaction.url());
    }

    private void agent(AgentRef agent) {
        switch (agent) {
            case AgentRef.ById(String id) -> {
                text("id");
                text(id);
            }
            case AgentRef.ByAlias(String kind, String value) -> {
                text("alias");
                text(kind);
                text(value);
            }
        }
    }

    private void rating(Rating rating) {
        text(rating.topic());
        number(rating.value());
        text(rating.label());
        number(rating.scale().min());
        number(rating.scale().max());
        text(rating.scale().direction().wire());
        Map<String, Double> labels = new TreeMap<>(rating.scale().labels());
        number(labels.size());
        labels.forEach((word, value) -> {
            text(word);
            number(value);
        });
    }

    private void text(@Nullable String text) {
        if (text == null) {
            put(ABSENT);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        room(5 + bytes.length).put(PRESENT).putInt(bytes.length).put(bytes);
    }

    private void time(@Nullable Instant at) {
        if (at == null) {
            put(ABSENT);
            return;
        }
        room(13).put(PRESENT).putLong(at.getEpochSecond()).putInt(at.getNano());
    }

    /** Adding zero makes one zero of the two that a double has. */
    private void number(double value) {
        room(8).putDouble(value + 0.0);
    }

    private void put(byte marker) {
        room(1).put(marker);
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            sha256.update(buffer.flip());
            buffer = ByteBuffer.allocate(Math.max(buffer.capacity(), bytes));
        }
        return buffer;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
