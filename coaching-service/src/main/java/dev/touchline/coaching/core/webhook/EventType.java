package dev.touchline.coaching.core.webhook;

import dev.touchline.coaching.core.Step.Action;
import java.util.List;
import java.util.stream.Stream;

/** The types of events that a webhook may ask for: the steps of an item, e.g. {@code item.opened}. */
public final class EventType {
    /** Asks whether the receiver hears us; nobody subscribes to it. */
    public static final String PING = "webhook.ping";

    private static final String ITEM = "item.";
    /** What a person's word or a claim that goes on adds to an item changes nothing for others. */
    private static final List<String> ALL =
            Stream.of(Action.values()).filter(Action::counts).map(EventType::of).toList();

    private static final List<String> USUAL = Stream.of(Action.OPENED, Action.CLAIMED, Action.COMPLETED, Action.EXPIRED)
            .map(EventType::of)
            .toList();

    private EventType() {}

    /** All that may be asked for. */
    public static List<String> all() {
        return ALL;
    }

    /** What who names none is told of. */
    public static List<String> usual() {
        return USUAL;
    }

    private static String of(Action action) {
        return ITEM + action.word();
    }
}
