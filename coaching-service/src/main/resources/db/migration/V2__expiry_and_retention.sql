-- Every state of a queue is a range of its own, in the queue's order: one index serves whatever states are asked for.
DROP INDEX item_queue;
DROP INDEX item_done;
CREATE INDEX item_queue ON item (team, state, priority DESC, id DESC);

