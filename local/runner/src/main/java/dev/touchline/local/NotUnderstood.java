package dev.touchline.local;

/** A command line that makes no sense; the message says what would. */
public final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotUnderstood(String message) {
        super(message);
    }
}
