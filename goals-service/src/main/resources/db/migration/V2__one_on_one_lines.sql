-- What is left for the agent's next one-on-one: items that went stale or were left for it, and trainings that are due.
-- A line that was taken back stays as a row, so that what comes again after it changes nothing.
CREATE TABLE one_on_one_line (
    id       uuid        NOT NULL DEFAULT uuidv7(),
    item_id  uuid        NOT NULL,
    part     text        NOT NULL CHECK (part IN ('quality', 'training')),
    agent_id text        NOT NULL,
    topic    text        NOT NULL,
    kind     text        NOT NULL CHECK (kind IN ('coaching', 'praise')),
    origin   text        NOT NULL CHECK (origin IN ('expired', 'deferred', 'recurred')),
    note     text,                                    -- the supervisor's, where it was left for the one-on-one
    said_at  timestamptz NOT NULL,
    needs    uuid[]      NOT NULL,                    -- that speak for the item; when all are taken back, so is the line
    version  bigint      NOT NULL,                    -- of the item; what is not above it is old news
    standing boolean     NOT NULL,
    PRIMARY KEY (item_id, part),
    CHECK ((part = 'training') = (origin = 'recurred'))
);

-- The list of an agent's lines, newest first.
CREATE INDEX one_on_one_line_of_agent ON one_on_one_line (agent_id, id DESC) WHERE standing;
