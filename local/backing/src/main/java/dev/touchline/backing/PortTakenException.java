package dev.touchline.backing;

/** Somebody else listens on a port that we need; the message is fit for a person. */
public final class PortTakenException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final int port;

    PortTakenException(int port, String wantedBy, Throwable cause) {
        super("Port %d on 127.0.0.1 is taken, so %s can't listen on it".formatted(port, wantedBy), cause);
        this.port = port;
    }

    /** The taken port. */
    public int port() {
        return port;
    }
}
