-- Items, the needs and evidence that they stand on, and what was done with them.
-- Foreign keys stand only where people write; the needs' batches write their tables in one place and in one transaction.

CREATE TABLE item (
    id               uuid PRIMARY KEY,                -- version 7: in order of opening
    kind             text NOT NULL CHECK (kind IN ('coaching', 'praise', 'operations')),
    agent_id         text NOT NULL,
    agent_name       text NOT NULL,
    team             text NOT NULL,                   -- the agent's current team; follows a move while the item is live
    topic            text NOT NULL,
    severity         text NOT NULL CHECK (severity IN ('low', 'normal', 'high')),
    state            text NOT NULL CHECK (state IN ('open', 'claimed', 'completed', 'dismissed', 'deferred', 'expired')),
    claimed_by       text,
    lease_until      timestamptz,
    cause            text,
    opened_at        timestamptz NOT NULL,
    closed_at        timestamptz,
    newest_at        timestamptz NOT NULL,            -- when the newest evidence was answered
    fresh_until      timestamptz NOT NULL,
    evidence_count   integer NOT NULL CHECK (evidence_count >= 0),
    evidence_version bigint NOT NULL,
    version          bigint NOT NULL,
    priority         double precision NOT NULL,       -- static key, greatest first
    reasons          jsonb NOT NULL,                  -- one per filter, strongest first
    CHECK ((state = 'claimed') = (claimed_by IS NOT NULL AND lease_until IS NOT NULL)),
    CHECK ((state = 'dismissed') = (cause IS NOT NULL)),
    CHECK ((state IN ('open', 'claimed')) = (closed_at IS NULL))
);

-- The promise: one live item per agent × topic × kind.
CREATE UNIQUE INDEX item_one_live ON item (agent_id, topic, kind) WHERE state IN ('open', 'claimed');
CREATE INDEX item_queue ON item (team, priority DESC, id DESC) WHERE state IN ('open', 'claimed');
CREATE INDEX item_done ON item (team, priority DESC, id DESC) WHERE state NOT IN ('open', 'claimed');
CREATE INDEX item_lease ON item (lease_until) WHERE state = 'claimed';
CREATE INDEX item_agent ON item (agent_id, id DESC);

CREATE TABLE need (
    need_id        uuid PRIMARY KEY,
    item_id        uuid,                              -- absent: withdrawn before anything stood
    kind           text NOT NULL,
    agent_id       text NOT NULL,
    topic          text NOT NULL,
    standing       boolean NOT NULL,
    applied_seq    bigint NOT NULL,                   -- what is not above it is a repeat
    severity       text NOT NULL,
    raised_at      timestamptz NOT NULL,
    newest_at      timestamptz NOT NULL,
    fresh_until    timestamptz NOT NULL,
    filter_id      text NOT NULL,
    filter_version integer NOT NULL,
    filter_name    text NOT NULL,
    sentence       text NOT NULL,
    n              integer NOT NULL,
    poor           integer NOT NULL,
    expected       double precision
);

CREATE INDEX need_item ON need (item_id) WHERE standing;

CREATE TABLE evidence (
    item_id      uuid NOT NULL,
    source       text NOT NULL,
    response_id  text NOT NULL,
    need_id      uuid NOT NULL,
    score        double precision NOT NULL,
    responded_at timestamptz NOT NULL,
    PRIMARY KEY (item_id, source, response_id, need_id)
);

CREATE INDEX evidence_response ON evidence (source, response_id);

-- The newest revision of every response: the customer's words behind the evidence, whichever comes first.
CREATE TABLE response (
    source       text NOT NULL,
    response_id  text NOT NULL,
    event_id     uuid NOT NULL,
    agent_id     text NOT NULL,
    responded_at timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    attribution  integer NOT NULL,
    kafka_offset bigint NOT NULL,                     -- decides between equal updated_at; -1 when a need brought it
    interaction  jsonb,
    ratings      jsonb NOT NULL,
    comment      text,
    PRIMARY KEY (source, response_id)
);

CREATE TABLE session (
    item_id   uuid PRIMARY KEY REFERENCES item,
    held_by   text NOT NULL,
    held_at   timestamptz NOT NULL,
    saw       text NOT NULL,
    ideal     text NOT NULL,
    practised text NOT NULL,
    next      text NOT NULL
);

CREATE TABLE audit (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    item_id    uuid NOT NULL REFERENCES item,
    version    bigint NOT NULL,
    action     text NOT NULL,
    acted_at   timestamptz NOT NULL,
    acted_by   text NOT NULL,
    from_state text,
    to_state   text NOT NULL,
    cause      text,
    note       text
);

CREATE INDEX audit_item ON audit (item_id, id);

-- A team's queue is unchanged while the sum of its counters is. Sixteen rows, so that claims don't wait for each other.
CREATE TABLE queue_counter (
    team   text NOT NULL,
    stripe smallint NOT NULL,
    value  bigint NOT NULL,
    PRIMARY KEY (team, stripe)
) WITH (fillfactor = 50);

CREATE TABLE outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kafka_topic text NOT NULL,
    record_key  text NOT NULL,
    event_id    uuid NOT NULL,
    type        text NOT NULL,
    payload     bytea,
    created_at  timestamptz NOT NULL DEFAULT now()
);
