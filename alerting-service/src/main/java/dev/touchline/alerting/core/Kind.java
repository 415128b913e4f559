package dev.touchline.alerting.core;

/** What a filter asks a supervisor to do: coach what went badly, or praise what went well. */
public enum Kind {
    COACHING,
    PRAISE
}
