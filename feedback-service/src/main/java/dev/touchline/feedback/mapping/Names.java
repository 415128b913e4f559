package dev.touchline.feedback.mapping;

import java.util.Set;

/** What an expression may refer to with a dollar sign. */
final class Names {
    /** The whole body. */
    static final String BODY = "body";
    /** The request's headers, by lower-case name. */
    static final String HEADERS = "headers";

    static final Set<String> VARIABLES = Set.of("", "$", BODY, HEADERS);

    /**
     * JSONata's functions that give the same for the same payload on every machine, at a cost that the payload bounds.
     */
    static final Set<String> FUNCTIONS = Set.of(
            "abs",
            "append",
            "average",
            "base64decode",
            "boolean",
            "ceil",
            "count",
            "distinct",
            "each",
            "exists",
            "filter",
            "floor",
            "keys",
            "length",
            "lookup",
            "lowercase",
            "map",
            "max",
            "merge",
            "min",
            "not",
            "number",
            "reduce",
            "reverse",
            "sift",
            "single",
            "sort",
            "spread",
            "string",
            "substring",
            "substringAfter",
            "substringBefore",
            "sum",
            "trim",
            "type",
            "uppercase");

    private Names() {}

    static boolean isFunction(String name) {
        return FUNCTIONS.contains(name) || OwnFunctions.BY_NAME.containsKey(name);
    }
}
