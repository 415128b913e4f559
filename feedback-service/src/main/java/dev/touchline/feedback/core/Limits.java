package dev.touchline.feedback.core;

import java.time.Duration;
import java.time.Instant;

/** The bounds of what is accepted. They are part of the API: raising one is an additive change, lowering one is not. */
public final class Limits {
    /** Longest responseId, interaction id, customer ref and agent id, in UTF-16 characters. */
    public static final int ID_CHARS = 200;
    /** Longest comment, in UTF-16 characters. */
    public static final int COMMENT_CHARS = 10_000;
    /** Longest alias value, in UTF-16 characters; an e-mail address has at most 254. */
    public static final int ALIAS_CHARS = 320;
    /** Longest tag and longest word of a scale, in UTF-16 characters. */
    public static final int WORD_CHARS = 100;
    /** Longest link to an interaction, in UTF-16 characters. */
    public static final int URL_CHARS = 2_000;
    /** Longest language tag, as RFC 5646 §4.4.1 advises. */
    public static final int LANGUAGE_CHARS = 35;
    /** Most ratings in one response. */
    public static final int RATINGS = 50;
    /** Most tags in one response. */
    public static final int TAGS = 50;
    /** Most words on one scale. */
    public static final int LABELS = 50;
    /** Largest absolute value of a rating or of an end of its scale. */
    public static final double VALUE = 1_000_000;
    /** Most responses in one request, as elements of an array or as lines. */
    public static final int RESPONSES = 500;
    /** How far a sender's clock may be ahead of ours. */
    public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    /** The earliest and latest times that every reader behind us can hold. */
    public static final Instant EARLIEST = Instant.EPOCH;

    public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    /** Most flaws reported for one response; a hostile body must not be answered with a larger one. */
    public static final int FLAWS = 100;

    private Limits() {}
}
