package dev.touchline.feedback.json;

import dev.touchline.feedback.core.webhook.Delivery;
import java.util.List;

/**
 * A delivery of which something could not be taken, on its way into quarantine.
 *
 * @param reason a word for programs
 * @param mappingVersion the mapping that was tried; 0: none
 * @param delivery with the headers that are kept
 */
public record HeldDelivery(
        Envelope envelope, String reason, long mappingVersion, List<ItemCause> causes, Delivery delivery) {
    /** More causes than anybody reads; a hostile body must not grow when it is kept. */
    public static final int CAUSES = 200;

    public HeldDelivery {
        causes = causes.size() > CAUSES ? List.copyOf(causes.subList(0, CAUSES)) : List.copyOf(causes);
    }

    /**
     * Why an item could not be taken.
     *
     * @param item its place in the delivery, from 0
     */
    public record ItemCause(int item, String pointer, String detail) {}
}
