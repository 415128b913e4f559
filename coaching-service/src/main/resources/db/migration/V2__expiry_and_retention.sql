-- Every state of a queue is a range of its own, in the queue's order: one index serves whatever states are asked for.
DROP INDEX item_queue;
DROP INDEX item_done;
CREATE INDEX item_queue ON item (team, state, priority DESC, id DESC);

-- What goes stale next.
CREATE INDEX item_stale ON item (fresh_until) WHERE state = 'open';

-- When Kafka took the revision in: a customer's words are kept for a time that counts from then.
ALTER TABLE response ADD COLUMN received_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE response ALTER COLUMN received_at DROP DEFAULT;
CREATE INDEX response_received ON response (received_at);
