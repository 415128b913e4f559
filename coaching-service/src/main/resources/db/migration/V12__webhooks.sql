-- Who wants to hear over HTTP what becomes of items.
CREATE TABLE webhook (
    id               uuid PRIMARY KEY,                -- version 7: in order of creation
    team             text NOT NULL,                   -- empty: all teams
    url              text NOT NULL,
    description      text,
    events           text[] NOT NULL,
    kinds            text[] NOT NULL,
    enabled          boolean NOT NULL,
    disabled_why     text,                            -- absent where a person did it
    disabled_at      timestamptz,
    secret           text NOT NULL,
    old_secret       text,
    old_secret_until timestamptz,
    version          bigint NOT NULL,                 -- grows with what people, or the end of our patience, change
    created_at       timestamptz NOT NULL,
    created_by       text NOT NULL,
    changed_at       timestamptz NOT NULL,
    changed_by       text NOT NULL,
    failures         integer NOT NULL,                -- attempts since the last that succeeded
    failing_since    timestamptz,
    held_until       timestamptz,                     -- nothing is sent before
    CHECK ((failures = 0) = (failing_since IS NULL)),
    CHECK (enabled = (disabled_at IS NULL))
);

CREATE INDEX webhook_team ON webhook (team, id);

-- What is to be sent, was sent, or was given up. Written with the step that it tells of; no foreign keys: the needs'
-- batches write here.
CREATE TABLE webhook_delivery (
    id           uuid PRIMARY KEY DEFAULT uuidv7(),
    webhook_id   uuid NOT NULL,
    item_id      uuid,                                -- absent: a trial
    item_version bigint,
    type         text NOT NULL,
    occurred_at  timestamptz NOT NULL,
    data         json NOT NULL,                       -- json: the text stays as it was written
    state        text NOT NULL CHECK (state IN ('pending', 'delivered', 'dead')),
    due_at       timestamptz NOT NULL,                -- while an instance sends it: when another may
    attempt      integer NOT NULL,                    -- counted up when it is taken up, not when it is over
    attempts     jsonb NOT NULL,                      -- the last ones, newest last
    ended_at     timestamptz,
    CHECK ((state = 'pending') = (ended_at IS NULL))
);

CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, due_at) WHERE state = 'pending';
CREATE INDEX webhook_delivery_list ON webhook_delivery (webhook_id, id DESC);
CREATE INDEX webhook_delivery_ended ON webhook_delivery (ended_at) WHERE state <> 'pending';
