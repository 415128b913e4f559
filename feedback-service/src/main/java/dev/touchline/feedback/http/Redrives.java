package dev.touchline.feedback.http;

import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.core.Flaw;
import dev.touchline.feedback.http.QuarantineJsons.RedriveBody;
import dev.touchline.feedback.http.QuarantineJsons.RedrivenJson;
import dev.touchline.feedback.http.QuarantineJsons.RowJson;
import dev.touchline.feedback.store.Quarantine;
import dev.touchline.feedback.store.Quarantine.Entry;
import dev.touchline.feedback.store.Redriver;
import dev.touchline.feedback.store.Releaser;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Has deliveries and parked responses tried again, and puts the report of both together. */
@Singleton
public class Redrives {
    private static final int MOST = 500;
    private static final String FETCHING = "fetching";

    private final Quarantine quarantine;
    private final Releaser releaser;
    private final Redriver redriver;

    Redrives(Quarantine quarantine, Releaser releaser, Redriver redriver) {
        this.quarantine = quarantine;
        this.releaser = releaser;
        this.redriver = redriver;
    }

    RedrivenJson redrive(@Nullable RedriveBody body, String by) {
        if (body != null && body.ids() != null) {
            List<UUID> ids = given(body.ids());
            boolean both = body.source() != null || body.reason() != null;
            if (both || ids.size() > MOST) {
                throw Problems.of(
                        422,
                        "Not a redrive",
                        List.of(new Flaw("/ids", both ? "stand alone" : "must be at most " + MOST)));
            }
            return these(ids, by);
        }
        return body == null || body.source() == null && body.reason() == null
                ? everything(by)
                : deliveries(redriver.redrive(body.source(), body.reason(), by), new Releaser.Redriven(0, 0));
    }

    private static List<UUID> given(List<@Nullable UUID> ids) {
        Set<UUID> given = new LinkedHashSet<>();
        for (UUID id : ids) {
            if (id != null) {
                given.add(id);
            }
        }
        return List.copyOf(given);
    }

    private RedrivenJson everything(String by) {
        Releaser.Redriven released = releaser.redrive();
        return deliveries(redriver.redrive(null, null, by), released);
    }

    private static RedrivenJson deliveries(Redriver.Round round, Releaser.Redriven released) {
        long done = round.rows().stream().filter(Redriver.Row::done).count();
        return new RedrivenJson(
                released.released(),
                released.stillParked(),
                done,
                round.rows().size() - done,
                round.fetching(),
                round.rows().stream().map(Redrives::row).toList(),
                round.more());
    }

    private RedrivenJson these(List<UUID> ids, String by) {
        Set<AgentRef> names = quarantine.names(ids);
        if (!names.isEmpty()) {
            releaser.redrive(names);
        }
        Map<UUID, RowJson> rows = new HashMap<>();
        redriver.redrive(ids, by).forEach(row -> rows.put(row.id(), row(row)));
        for (Entry entry : quarantine.entries(ids)) {
            rows.putIfAbsent(entry.eventId(), new RowJson(entry.eventId(), outcome(entry), null, null));
        }
        List<RowJson> inOrder = new ArrayList<>();
        for (UUID id : ids) {
            inOrder.add(rows.getOrDefault(id, new RowJson(id, "unknown", null, null)));
        }
        return new RedrivenJson(
                count(inOrder, "released"),
                count(inOrder, "parked"),
                count(inOrder, "redriven"),
                count(inOrder, "quarantined"),
                count(inOrder, FETCHING),
                inOrder,
                false);
    }

    private static String outcome(Entry entry) {
        return entry.fetching() == null ? entry.state().wire() : FETCHING;
    }

    private static long count(List<RowJson> rows, String outcome) {
        return rows.stream().filter(row -> row.outcome().equals(outcome)).count();
    }

    private static RowJson row(Redriver.Row row) {
        return new RowJson(
                row.id(),
                row.done() ? "redriven" : "quarantined",
                row.events(),
                row.done() ? null : Problems.causes(row.causes()));
    }
}
