package dev.touchline.feedback.live;

/** What a reader of the live feed is told. A reader that comes back names the last position it was told. */
public sealed interface Signal {
    /** The connection stands; whence the telling begins is not known yet. */
    record Hello() implements Signal {}

    /** From here on everything is told. */
    record Ready(Position position) implements Signal {}

    /** As {@link Ready}, but what came between the reader's position and this one is not known any more. */
    record Missed(Position position) implements Signal {}

    /** A response that the reader may see, or word that one has moved. */
    record Came(LiveRecord record, Position position) implements Signal {}

    /** Nothing to tell, still here. */
    record Beat(Position position) implements Signal {}

    /** The last word. */
    record End(Reason reason) implements Signal {}

    /** Why the feed ends. */
    enum Reason {
        /** The token's time is over; come back with a new one. */
        TOKEN_EXPIRED,
        /** The reader takes less than comes in; what it was not told, it is told when it comes back. */
        TOO_SLOW,
        /** This instance stops; another one goes on. */
        GOING_AWAY
    }
}
