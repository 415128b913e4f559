package dev.touchline.coaching.store;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Table {@code webhook_delivery}: what steps and subscriptions write there. */
final class DeliveryRows {
    /**
     * Follows a list of steps ({@code step}, with the columns of {@code audit}) in the same statement: a message for
     * each subscription that wants to hear of one. While there is no subscription nothing else is even looked at; the
     * needs' batches come through here. No customer's words: ids, names of staff and what the item is about.
     */
    static final String FAN_OUT = """
            INSERT INTO webhook_delivery (webhook_id, item_id, item_version, type, occurred_at, data, state, due_at,
                attempt, attempts)
            SELECT w.id, i.id, s.version, 'item.' || s.action, s.acted_at,
                json_strip_nulls(json_build_object(
                    'itemId', i.id, 'kind', i.kind, 'topic', i.topic, 'severity', i.severity, 'state', s.to_state,
                    'team', i.team,
                    'agent', CASE WHEN i.kind <> 'operations' OR NOT starts_with(i.agent_id, 'team/')
                        THEN json_build_object('id', i.agent_id, 'name', i.agent_name) END,
                    'openedAt', to_char(i.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                    'freshUntil', to_char(GREATEST(i.fresh_until, i.keep_until) AT TIME ZONE 'UTC',
                        'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                    'evidenceCount', i.evidence_count, 'version', s.version, 'by', s.acted_by, 'cause', s.cause)),
                'pending', s.acted_at, 0, '[]'
            FROM step s
                JOIN item i ON i.id = s.item_id
                JOIN webhook w ON w.team IN (i.team, '') AND w.enabled AND 'item.' || s.action = ANY (w.events)
                    AND i.kind = ANY (w.kinds)
            WHERE EXISTS (SELECT FROM webhook WHERE enabled)
            """;

    private DeliveryRows() {}

    /** Gives up what waits for a receiver that is sent nothing more (webhook_delivery_due). */
    static int giveUpPending(Handle handle, UUID webhookId, Instant now) {
        return handle.createUpdate("""
                        UPDATE webhook_delivery SET state = 'dead', ended_at = :now
                        WHERE webhook_id = :webhook AND state = 'pending'
                        """)
                .bind("webhook", webhookId)
                .bind("now", now)
                .execute();
    }
}
