package dev.touchline.goals.http;

import dev.touchline.goals.core.Line;
import dev.touchline.goals.store.LineStore.Placed;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A line of the next one-on-one as callers see it. */
@Schema(name = "OneOnOneLine", description = "Something to come to in the agent's next one-on-one.")
record LineView(
        @Schema(required = true) UUID id,

        @Schema(required = true, description = "The coaching item that it is about.")
        UUID itemId,

        @Schema(required = true, examples = "product-knowledge")
        String topic,

        @Schema(
                required = true,
                enumeration = {"coaching", "praise"})
        String kind,

        @Schema(
                required = true,
                enumeration = {"quality", "training"},
                description = "The part of the one-on-one that it belongs to.")
        String part,

        @Schema(
                required = true,
                enumeration = {"expired", "deferred", "recurred"},
                description = "It went stale, it was left for the one-on-one, or it came back although it was coached.")
        String from,

        @Schema(required = true, examples = "Product knowledge was left for the one-on-one on 12 November 2026")
        String sentence,

        @Schema(description = "The supervisor's remark; not shown to the agent.") @Nullable
        String note,

        @Schema(required = true, description = "When it was left for the one-on-one.")
        Instant at) {

    /** One page of lines. */
    @Schema(name = "OneOnOneLinePage")
    record LinePage(
            @Schema(required = true) List<LineView> items,

            @Schema(description = "Pass it as cursor for the next page; absent on the last one.") @Nullable
            String nextCursor) {}

    /** @param toAgent whether it is the agent who reads it */
    static LineView of(Placed placed, ZoneId zone, boolean toAgent) {
        Line line = placed.line();
        return new LineView(
                placed.id(),
                line.itemId(),
                line.about().topic(),
                line.praise() ? "praise" : "coaching",
                line.part().word(),
                line.origin().word(),
                line.sentence(zone),
                toAgent ? null : line.note(),
                line.at());
    }
}
