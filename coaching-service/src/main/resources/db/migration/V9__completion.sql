-- How long everything took until an item was coached, or praised, and by whom; written with the step, kept without words.
CREATE TABLE completion (
    item_id      uuid PRIMARY KEY REFERENCES item,
    team         text NOT NULL,
    kind         text NOT NULL,
    held_by      text NOT NULL,
    ended_at     timestamptz,                         -- when the interaction ended, where its platform tells
    responded_at timestamptz,                         -- of the newest answer on the item when it opened
    received_at  timestamptz,                         -- when Kafka took that answer in
    opened_at    timestamptz NOT NULL,
    claimed_at   timestamptz NOT NULL,
    completed_at timestamptz NOT NULL
);

CREATE INDEX completion_team ON completion (team, completed_at);
