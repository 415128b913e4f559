-- How often an agent was coached on the latest day (UTC) that they were, and until when their other items wait for it.
CREATE TABLE agent_day (
    agent_id   text PRIMARY KEY,
    day        date NOT NULL,
    sessions   integer NOT NULL,
    held_until timestamptz                            -- absent: some of their share is left
);

CREATE INDEX agent_day_held ON agent_day (held_until);

-- Part of the priority while it is set, so that item_queue is the whole order.
ALTER TABLE item ADD COLUMN held_back_until timestamptz;

CREATE INDEX item_held_back ON item (held_back_until) WHERE held_back_until IS NOT NULL;
