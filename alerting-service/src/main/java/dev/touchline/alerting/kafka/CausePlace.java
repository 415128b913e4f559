package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.Pulse;
import dev.touchline.alerting.core.SystemicState;
import dev.touchline.alerting.core.Window;
import dev.touchline.alerting.json.SystemicJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a team's topic in the search for systemic causes: always what the store says. A pulse is kept under
 * a key of its own, so that as much is written for it as it says; the window is read once, and counted on from there.
 */
final class CausePlace {
    /** First byte of a state as it was before pulses had keys: JSON. */
    private static final byte BRACE = '{';

    /* Bytes by the layout of objects. */
    private static final long A_PLACE = 2_500;
    private static final long A_DAY = 100;
    private static final long A_SUM = 80;
    private static final long AN_EXAMPLE = 200;
    private static final long AN_AGENT = 150;

    private final KeyValueStore<String, byte[]> store;
    private final String place;
    private SystemicState written;
    private SystemicState state;
    private @Nullable Window window;
    private long from;

    CausePlace(KeyValueStore<String, byte[]> store, String place) {
        this.store = store;
        this.place = place;
        byte[] head = store.get(place);
        this.written = head == null || head[0] == BRACE ? SystemicState.NEW : read(head);
        this.state = head != null && head[0] == BRACE ? SystemicJson.formerState(head) : written;
    }

    private SystemicState read(byte[] value) {
        SystemicState head = SystemicCodec.head(value);
        byte[] past = store.get(StateStores.pastKey(place));
        byte[] open = store.get(StateStores.episodeKey(place));
        return head.and(
                past == null ? SystemicState.NEW.days() : SystemicCodec.past(past),
                Optional.ofNullable(open).map(SystemicJson::episode));
    }

    SystemicState state() {
        return state;
    }

    /** Counts of what is kept from that interval on. */
    Window window(long since) {
        Window counted = window;
        if (counted == null) {
            counted = new Window();
            each(since, Long.MAX_VALUE, counted::add);
            window = counted;
        } else {
            each(from, since, counted::remove);
        }
        from = since;
        return counted;
    }

    /** What is kept from that interval on. */
    List<Pulse.Heard> heard(long since) {
        List<Pulse.Heard> all = new ArrayList<>();
        each(since, Long.MAX_VALUE, all::addAll);
        return all;
    }

    private void each(long since, long before, Consumer<List<Pulse.Heard>> taker) {
        try (KeyValueIterator<String, byte[]> kept = kept(since, before)) {
            while (kept.hasNext()) {
                taker.accept(SystemicCodec.heard(kept.next().value));
            }
        }
    }

    private KeyValueIterator<String, byte[]> kept(long since, long before) {
        return store.range(StateStores.heardFrom(place, since), StateStores.heardFrom(place, before));
    }

    /** Nothing is written unless all of it can be. */
    void save(Pulse pulse, SystemicState after) {
        byte[] heard = SystemicCodec.heard(pulse);
        byte[] head = SystemicCodec.head(after);
        byte[] past = after.past().equals(written.past()) ? null : SystemicCodec.past(after);
        forget(after.first());
        if (pulse.interval() >= after.first()) {
            store.put(StateStores.heardKey(place, pulse), heard);
            if (window != null) {
                window.add(pulse.heard());
            }
        }
        store.put(place, head);
        if (past != null) {
            store.put(StateStores.pastKey(place), past);
        }
        if (!after.open().equals(written.open())) {
            store.put(
                    StateStores.episodeKey(place),
                    after.open().map(SystemicJson::write).orElse(null));
        }
        state = after;
        written = after;
    }

    /** What falls out of the window. */
    private void forget(long before) {
        if (state.first() >= before) {
            return;
        }
        if (window != null && from < before) {
            window(before);
        }
        List<String> over = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> kept = kept(state.first(), before)) {
            while (kept.hasNext()) {
                KeyValue<String, byte[]> one = kept.next();
                over.add(one.key);
            }
        }
        over.forEach(store::delete);
    }

    /** About how much memory it takes. */
    long bytes() {
        long sums = state.days().values().stream().mapToInt(Map::size).sum();
        return A_PLACE
                + A_DAY * state.days().size()
                + A_SUM * sums
                + AN_EXAMPLE
                        * state.open().map(episode -> episode.examples().size()).orElse(0)
                + AN_AGENT * (window == null ? 0 : window.size());
    }
}
