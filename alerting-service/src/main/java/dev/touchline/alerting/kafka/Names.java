package dev.touchline.alerting.kafka;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Names that come again and again, such as those of teams and topics: each is there once, as far as there is room. A
 * history then holds no text of its own but the ids of its responses, and equal names are found to be so at a glance.
 */
final class Names {
    private static final int PLACES = 1 << 14;
    private static final AtomicReferenceArray<String> KNOWN = new AtomicReferenceArray<>(PLACES);

    private Names() {}

    /** That name, or the same as it was given before; of two that want one place the last one has it. */
    static String one(String name) {
        int hash = name.hashCode();
        int place = (hash ^ hash >>> 14) & PLACES - 1;
        String known = KNOWN.getPlain(place);
        if (name.equals(known)) {
            return known;
        }
        KNOWN.setRelease(place, name);
        return name;
    }
}
