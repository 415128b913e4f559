package dev.touchline.alerting.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchline.alerting.json.FilterYaml;
import dev.touchline.kit.http.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the documents of an import, and names what is wrong with all of them at once. */
final class FilterImport {
    private final List<Problem.Cause> causes = new ArrayList<>();
    private final Map<String, FilterDraft> drafts = new LinkedHashMap<>();

    private FilterImport() {}

    /**
     * @param force for every document that does not give its own
     * @return what to put, by id, in the order of the documents
     * @throws Problem 400; a pointer begins with the number of the document, from 0, and a detail names its filter
     */
    static Map<String, FilterDraft> read(String text, @Nullable String force) {
        FilterImport reading = new FilterImport();
        List<JsonNode> documents = documents(text);
        for (int i = 0; i < documents.size(); i++) {
            reading.document(i, documents.get(i), force);
        }
        if (!reading.causes.isEmpty()) {
            throw new Problem(400, "Not filters", reading.causes);
        }
        return reading.drafts;
    }

    /** That cause, told of a document. */
    static Problem.Cause of(String pointer, String id, Problem.Cause cause) {
        String within = cause.pointer().isEmpty() || cause.pointer().startsWith("/") ? "" : "/";
        return new Problem.Cause(pointer + within + cause.pointer(), id + ": " + cause.detail());
    }

    private static List<JsonNode> documents(String text) {
        try {
            List<JsonNode> documents = FilterYaml.read(text);
            if (documents.isEmpty()) {
                throw new Problem(400, "Not filters", List.of(new Problem.Cause("", "there is no document in it")));
            }
            return documents;
        } catch (FilterYaml.NotYaml e) {
            throw new Problem(400, "Not YAML", List.of(new Problem.Cause("", String.valueOf(e.getMessage()))));
        }
    }

    private void document(int number, JsonNode document, @Nullable String force) {
        String pointer = "/" + number;
        if (!(document instanceof ObjectNode filter) || !filter.path("id").isTextual()) {
            causes.add(new Problem.Cause(pointer + "/id", "a document is a filter, with its id: text of a-z, 0-9, -"));
            return;
        }
        String id = filter.path("id").textValue();
        if (force != null && !filter.has("force")) {
            filter.put("force", force);
        }
        Function<Problem.Cause, Problem.Cause> here = cause -> of(pointer, id, cause);
        try {
            if (drafts.put(id, FilterDraft.read(id, filter)) != null) {
                causes.add(here.apply(new Problem.Cause("/id", "stands in two documents")));
            }
        } catch (Problem e) {
            e.causes().stream().map(here).forEach(causes::add);
        }
    }
}
