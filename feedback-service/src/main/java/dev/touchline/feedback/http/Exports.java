package dev.touchline.feedback.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchline.feedback.kafka.RosterView;
import dev.touchline.feedback.read.Filter;
import dev.touchline.feedback.read.Responses;
import dev.touchline.feedback.read.StoredResponse;
import dev.touchline.kit.http.Csv;
import dev.touchline.kit.http.Page;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Responses as CSV, page by page: the next page is read when the last one is on its way, so a slow reader costs neither
 * memory nor a thread nor a transaction.
 */
@Singleton
public class Exports {
    static final String CSV = "text/csv";

    private static final int PAGE = 500;
    private static final int CHUNK_CHARS = 64 * 1024;
    private static final String HEAD = Csv.line(
            "source",
            "responseId",
            "respondedAt",
            "updatedAt",
            "team",
            "agent",
            "agentName",
            "topic",
            "value",
            "label",
            "scaleMin",
            "scaleMax",
            "direction",
            "score",
            "comment",
            "language",
            "tags",
            "interaction",
            "channel",
            "url");

    private final Responses responses;
    private final RosterView view;
    private final ObjectMapper json;

    Exports(Responses responses, RosterView view, ObjectMapper json) {
        this.responses = responses;
        this.view = view;
        this.json = json;
    }

    Multi<byte[]> csv(Filter filter) {
        AtomicReference<@Nullable String> cursor = new AtomicReference<>();
        Multi<Page<StoredResponse>> pages = Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom()
                        .item(() -> responses.list(filter, PAGE, cursor.get()))
                        .invoke(page -> cursor.set(page.nextCursor()))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .whilst(page -> page.nextCursor() != null);
        // The head goes with the first page: until that is read, a failure is still an answer of its own.
        AtomicReference<String> head = new AtomicReference<>(HEAD);
        return pages.onItem()
                .transformToMultiAndConcatenate(
                        page -> Multi.createFrom().iterable(chunks(head.getAndSet(""), page.items())))
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** Made one at a time, as they are asked for: a page of long comments is never in memory as lines. */
    private Iterable<String> chunks(String head, List<StoredResponse> items) {
        return () -> new Iterator<>() {
            private final Iterator<StoredResponse> left = items.iterator();
            private String first = head;

            @Override
            public boolean hasNext() {
                return left.hasNext() || !first.isEmpty();
            }

            @Override
            public String next() {
                StringBuilder lines = new StringBuilder(first);
                first = "";
                while (left.hasNext() && lines.length() < CHUNK_CHARS) {
                    append(lines, left.next());
                }
                return lines.toString();
            }
        };
    }

    private void append(StringBuilder lines, StoredResponse response) {
        JsonNode interaction = read(response.interaction() == null ? "{}" : response.interaction());
        for (JsonNode rating : read(response.ratings())) {
            JsonNode scale = rating.path("scale");
            lines.append(Csv.line(
                    response.source(),
                    response.responseId(),
                    response.respondedAt(),
                    response.updatedAt(),
                    response.team(),
                    response.agentId(),
                    ResponseJson.AgentName.of(response.agentId(), view.roster()).name(),
                    rating.path("topic").textValue(),
                    number(rating, "value"),
                    rating.path("label").textValue(),
                    number(scale, "min"),
                    number(scale, "max"),
                    scale.path("direction").textValue(),
                    number(rating, "score"),
                    response.comment(),
                    response.language(),
                    response.tags().isEmpty() ? null : String.join(" ", response.tags()),
                    interaction.path("id").textValue(),
                    interaction.path("channel").textValue(),
                    interaction.path("url").textValue()));
        }
    }

    private static @Nullable BigDecimal number(JsonNode object, String field) {
        return object.path(field).isNumber() ? object.path(field).decimalValue() : null;
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored JSON is not readable", e);
        }
    }
}
