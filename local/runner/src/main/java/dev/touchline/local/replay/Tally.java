package dev.touchline.local.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what became of what was posted; ids and causes, no words of customers. */
final class Tally {
    private long accepted;
    private long parked;
    private long rejected;
    private long retries;
    private final Map<String, Long> causes = new LinkedHashMap<>();

    /** Adds the answer to a batch of {@code size}. */
    void add(JsonNode answer, int size) {
        long good = answer.path("accepted").size() + answer.path("parked").size();
        accepted += answer.path("accepted").size();
        parked += answer.path("parked").size();
        rejected += size - good;
        for (JsonNode element : answer.path("rejected")) {
            causes(element.path("errors"));
        }
        if (answer.path("rejected").isMissingNode() && good < size) {
            cause(answer.path("title").asText("refused"), size - good);
            causes(answer.path("errors"));
        }
    }

    void retried() {
        retries++;
    }

    private void causes(JsonNode errors) {
        for (JsonNode error : errors) {
            String pointer = error.path("pointer").asText("").replaceFirst("^/\\d+", "");
            cause((pointer + " " + error.path("detail").asText("")).strip(), 1);
        }
    }

    private void cause(String cause, long times) {
        causes.merge(cause, times, Long::sum);
    }

    long posted() {
        return accepted + parked + rejected;
    }

    long accepted() {
        return accepted;
    }

    long parked() {
        return parked;
    }

    long rejected() {
        return rejected;
    }

    long retries() {
        return retries;
    }

    /** How often each cause was given, in the order of their first appearance. */
    Map<String, Long> causes() {
        return causes;
    }
}
