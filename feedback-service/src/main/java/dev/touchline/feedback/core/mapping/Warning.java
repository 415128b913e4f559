package dev.touchline.feedback.core.mapping;

/**
 * Something that was mended or left out.
 *
 * @param pointer where, as a JSON pointer into the mapping or, for what the body itself does, into the payload
 * @param detail what, and what was done about it
 */
public record Warning(String pointer, String detail) {}
