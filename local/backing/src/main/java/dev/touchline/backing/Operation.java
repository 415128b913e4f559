package dev.touchline.backing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One operation of an OpenAPI document.
 *
 * @param name method and path, as {@code GET /api/x/{id}}
 * @param bodyType media type of the body it takes; empty when it takes none
 */
record Operation(String name, Optional<String> bodyType) {
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final String SOME_ID = "00000000-0000-0000-0000-000000000000";

    static List<Operation> all(JsonNode openApi) {
        return openApi.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> new Operation(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                bodyType(method.getValue()))))
                .toList();
    }

    private static Optional<String> bodyType(JsonNode operation) {
        return operation.path("requestBody").path("content").properties().stream()
                .map(Map.Entry::getKey)
                .findFirst();
    }

    String method() {
        return name.substring(0, name.indexOf(' '));
    }

    boolean names(String parameter) {
        return parameters().contains(parameter);
    }

    /** The parameters of its path. */
    List<String> parameters() {
        return PARAMETER.matcher(name).results().map(match -> match.group(1)).toList();
    }

    /** The path with values in it; a parameter without a value becomes an id that nothing has. */
    String path(Map<String, String> values) {
        String template = name.substring(name.indexOf(' ') + 1);
        return PARAMETER.matcher(template).replaceAll(match -> values.getOrDefault(match.group(1), SOME_ID));
    }

    /** Whether a permitted call with an unreadable body changes nothing. */
    boolean harmless() {
        return method().equals("GET") || bodyType.isPresent();
    }
}
