package dev.touchline.goals.core;

/**
 * One thing wrong with one field.
 *
 * @param pointer JSON pointer to the field, for example {@code /measurable/from}
 * @param detail what would be right, as a sentence
 */
public record FieldProblem(String pointer, String detail) {}
