package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Contribution;
import dev.touchline.alerting.core.Counted;
import dev.touchline.alerting.core.Remembered;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** What the {@code memory} store knows of a response, about 40 bytes and 15 a topic. */
final class RememberedCodec {
    /** Form 3 did not say what is excused. */
    private static final int VERSION = 4;
    /** From this form on it says what counts. */
    private static final int COUNTED = 3;
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
        out.count(remembered.counted().byTopic().size());
        remembered
                .counted()
                .byTopic()
                .forEach(
                        (topic, counted) -> out.text(topic).word(counted.team()).count(counted.point()));
        out.count(remembered.excused().size());
        new TreeSet<>(remembered.excused()).forEach(out::text);
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
        Counted counted = Expiry.form(value) < COUNTED ? Counted.NOTHING : counted(in);
        Set<String> excused = new TreeSet<>();
        for (int left = Expiry.form(value) < VERSION ? 0 : in.size(); left > 0; left--) {
            excused.add(in.text());
        }
        return new Remembered(eventId, updatedAt, attribution, marked, counted, excused);
    }

    private static Counted counted(StateReader in) {
        TreeMap<String, Contribution> byTopic = new TreeMap<>();
        for (int left = in.size(); left > 0; left--) {
            byTopic.put(in.text(), new Contribution(in.word(), in.size()));
        }
        return new Counted(byTopic);
    }
}
