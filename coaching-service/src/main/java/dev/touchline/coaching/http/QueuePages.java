package dev.touchline.coaching.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.coaching.store.ItemReader;
import dev.touchline.coaching.store.ItemReader.After;
import dev.touchline.coaching.store.ItemReader.Line;
import dev.touchline.coaching.store.ItemReader.Shown;
import dev.touchline.coaching.store.ItemReader.Wanted;
import dev.touchline.coaching.store.Ticker;
import dev.touchline.kit.http.Cursor;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes pages of queues as JSON; cards of items that are as they were are not made again. */
@Singleton
class QueuePages implements ItemReader.Keeper<byte[]> {
    private static final byte[] BEGIN = "{\"items\":[".getBytes(StandardCharsets.US_ASCII);
    private static final int TYPICAL_CARD = 1500;

    /** Words that are erased, or that nobody is shown any more, don't stay in memory for longer. */
    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);

    private final ItemReader reader;
    private final ObjectMapper json;
    private final CardCache cards = new CardCache(Runtime.getRuntime().maxMemory() / 10);
    private final Ticker forgetting = new Ticker("cards", FORGET_EVERY, cards::clear);

    QueuePages(ItemReader reader, ObjectMapper json) {
        this.reader = reader;
        this.json = json;
    }

    void start(@Observes StartupEvent event) {
        forgetting.start();
    }

    void stop(@Observes ShutdownEvent event) {
        forgetting.close();
    }

    /**
     * A page with where the next begins, and whether the queue changed since the first.
     *
     * @param version of the queue, read before; the first page's goes with the cursor from page to page
     */
    byte[] page(Wanted wanted, long version) {
        List<Line<byte[]>> lines = reader.queue(wanted, this);
        // Looked at last: a change before or while these lines were read is told.
        @Nullable After after = wanted.after();
        long first = after == null ? version : after.version();
        boolean changed = after != null && first != reader.version(wanted.team());
        ByteArrayOutputStream page = new ByteArrayOutputStream(TYPICAL_CARD * lines.size() + 100);
        page.writeBytes(BEGIN);
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                page.write(',');
            }
            page.writeBytes(lines.get(i).card());
        }
        page.writeBytes(end(wanted, first, changed, lines).getBytes(StandardCharsets.US_ASCII));
        return page.toByteArray();
    }

    private static String end(Wanted wanted, long first, boolean changed, List<Line<byte[]>> lines) {
        String told = changed ? "],\"changed\":true" : "]";
        if (lines.size() < wanted.limit()) {
            return told + "}";
        }
        Line<byte[]> last = lines.getLast();
        return told + ",\"nextCursor\":\""
                + Cursor.encode(Double.toString(last.priority()), last.id().toString(), Long.toString(first)) + "\"}";
    }

    @Override
    public byte @Nullable [] kept(UUID item, long stamp) {
        return cards.find(item, stamp);
    }

    @Override
    public byte[] make(Shown shown, long stamp) {
        byte[] card = write(shown);
        if (shown.item().isLive()) {
            // What a closed item shows may be forgotten without a word to the item.
            cards.put(shown.item().id(), stamp, card);
        }
        return card;
    }

    private byte[] write(Shown shown) {
        try {
            return json.writeValueAsBytes(Cards.of(shown));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A card is always writable", e);
        }
    }
}
