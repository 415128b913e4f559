package dev.touchline.feedback.core.mapping;

/** How a platform writes its bodies. */
public sealed interface BodyFormat {
    /** One JSON value. */
    record Json() implements BodyFormat {}

    /** One JSON value a line. */
    record JsonLines() implements BodyFormat {}

    /** Fields, form-urlencoded: an object of texts. */
    record Form() implements BodyFormat {}

    /** JSON in one field of a form-urlencoded body. */
    record JsonInFormField(String field) implements BodyFormat {}

    /** Rows under a row of names: an object of texts for each row. */
    record Csv(char separator) implements BodyFormat {}
}
