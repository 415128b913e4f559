package dev.touchline.feedback.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.touchline.feedback.core.Flaw;

/** The JSON that we take: bounded depth, bounded numbers, and a message that names the place but no class of ours. */
final class Syntax {
    /** Our deepest document has six levels. */
    private static final int DEPTH = 16;

    private static final int NUMBER_CHARS = 64;
    private static final int NAME_CHARS = 200;

    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxNumberLength(NUMBER_CHARS)
                    .maxNameLength(NAME_CHARS)
                    .build())
            .build();

    private Syntax() {}

    /** @param linesBefore what to add to the line number, for a text that starts in the middle of a body */
    static Flaw flaw(JsonProcessingException e, int linesBefore) {
        String what = e instanceof StreamConstraintsException ? "too deep, or a number or name too long" : "not JSON";
        return new Flaw(
                "",
                e.getLocation() == null
                        ? what
                        : what + " at line " + (e.getLocation().getLineNr() + linesBefore) + ", column "
                                + e.getLocation().getColumnNr());
    }
}
