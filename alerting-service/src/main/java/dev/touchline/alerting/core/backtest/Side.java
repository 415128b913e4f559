package dev.touchline.alerting.core.backtest;

/** Which of two filters is spoken of. */
public enum Side {
    /** The one that is tried. */
    DRAFT,
    /** The one that it is compared with. */
    LIVE
}
