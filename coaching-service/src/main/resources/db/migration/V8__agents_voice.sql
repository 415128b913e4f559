-- Items that opened although the agent had just been coached on the topic: another talk is not what is missing.
CREATE TABLE recurrence (
    item_id    uuid PRIMARY KEY,
    of_item_id uuid NOT NULL
);

-- What the agent says of a session, the latest word.
CREATE TABLE acknowledgement (
    item_id    uuid PRIMARY KEY REFERENCES item,
    usefulness smallint NOT NULL CHECK (usefulness BETWEEN 1 AND 5),
    comment    text,
    said_at    timestamptz NOT NULL
);

-- That the agent holds an item to be wrong, said once.
CREATE TABLE dispute (
    item_id uuid PRIMARY KEY REFERENCES item,
    reason  text NOT NULL,
    said_at timestamptz NOT NULL
);
