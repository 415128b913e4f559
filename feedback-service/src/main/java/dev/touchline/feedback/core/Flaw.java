package dev.touchline.feedback.core;

/**
 * One thing that is wrong with what was sent.
 *
 * @param pointer where, as a JSON pointer (RFC 6901); empty for the whole
 * @param detail what, in words that the sender can act on
 */
public record Flaw(String pointer, String detail) {}
