package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Remembered;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The value of the {@code responses} store: what is known of a response, about 40 bytes. */
final class RememberedCodec {
    private static final int VERSION = 2;
    /** Of what was remembered in form 1, which knew of no other. */
    private static final int FIRST = 1;

    private RememberedCodec() {}

    static byte[] write(Remembered remembered, Instant expiresAt) {
        StateWriter out = Expiry.begin(VERSION, expiresAt)
                .uuid(remembered.eventId())
                .instant(remembered.updatedAt(), Instant.EPOCH)
                .count(remembered.attribution())
                .count(remembered.marked().size());
        new TreeMap<>(remembered.marked())
                .forEach((topic, at) -> out.text(topic).instant(at, remembered.updatedAt()));
        return out.bytes();
    }

    static Remembered read(byte[] value) {
        StateReader in = Expiry.open(value, VERSION);
        UUID eventId = in.uuid();
        Instant updatedAt = in.instant(Instant.EPOCH);
        int attribution = Expiry.form(value) < 2 ? FIRST : in.size();
        Map<String, Instant> marked = new TreeMap<>();
        for (int left = in.size(); left > 0; left--) {
            marked.put(in.text(), in.instant(updatedAt));
        }
        return new Remembered(eventId, updatedAt, attribution, marked);
    }
}
