package dev.touchline.coaching.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.touchline.coaching.core.Reason;
import dev.touchline.coaching.core.Severity;
import dev.touchline.coaching.core.Why;
import dev.touchline.coaching.core.Why.Asked;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reason as it stands in {@code item.reasons}; field names are part of the schema.
 *
 * @param filterId absent, like the other two, where the agent asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReasonJson(
        UUID needId,
        long seq,
        String severity,
        Instant raisedAt,
        @Nullable String filterId,
        @Nullable Integer filterVersion,
        @Nullable String filterName,
        @Nullable String note,
        String sentence,
        int n,
        int poor,
        @Nullable Double expected) {
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private static final TypeReference<List<ReasonJson>> LIST = new TypeReference<>() {};

    static String write(List<Reason> reasons) {
        try {
            return JSON.writeValueAsString(reasons.stream().map(ReasonJson::of).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A reason is always writable", e);
        }
    }

    static List<Reason> read(String json) {
        try {
            return JSON.readValue(json, LIST).stream().map(ReasonJson::toCore).toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("item.reasons holds something else", e);
        }
    }

    private static ReasonJson of(Reason reason) {
        Why why = reason.why();
        Why.Filter filter = why.origin() instanceof Why.Filter judged ? judged : null;
        return new ReasonJson(
                reason.needId(),
                reason.seq(),
                reason.severity().word(),
                reason.raisedAt(),
                filter == null ? null : filter.id(),
                filter == null ? null : filter.version(),
                filter == null ? null : filter.name(),
                why.origin() instanceof Asked(String words) ? words : null,
                why.sentence(),
                why.n(),
                why.poor(),
                why.expected());
    }

    private Reason toCore() {
        return new Reason(
                needId,
                seq,
                Severity.valueOf(severity.toUpperCase(Locale.ROOT)),
                raisedAt,
                new Why(origin(), sentence, n, poor, expected));
    }

    private Why.Origin origin() {
        return filterId == null || filterVersion == null || filterName == null
                ? new Asked(note)
                : new Why.Filter(filterId, filterVersion, filterName);
    }
}
