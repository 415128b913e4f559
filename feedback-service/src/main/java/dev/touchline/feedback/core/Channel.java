package dev.touchline.feedback.core;

import org.jspecify.annotations.Nullable;

/** The way in which customer and agent were in contact. */
public enum Channel {
    VOICE("voice"),
    CHAT("chat"),
    EMAIL("email"),
    MESSAGING("messaging");

    private final String wire;

    Channel(String wire) {
        this.wire = wire;
    }

    /** The name used in JSON. */
    public String wire() {
        return wire;
    }

    /** The channel of that name, or null when there is none. */
    public static @Nullable Channel of(String wire) {
        for (Channel channel : values()) {
            if (channel.wire.equals(wire)) {
                return channel;
            }
        }
        return null;
    }
}
