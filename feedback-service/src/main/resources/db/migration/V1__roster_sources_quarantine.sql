CREATE TABLE team (
    id          text PRIMARY KEY,
    name        text NOT NULL,
    supervisors text[] NOT NULL,
    time_zone   text NOT NULL,
    version     bigint NOT NULL
);

CREATE TABLE agent (
    id         text PRIMARY KEY,
    name       text NOT NULL,
    subject    text NOT NULL,
    started_on date,
    deleted_at timestamptz,
    version    bigint NOT NULL
);
-- One login is one agent.
CREATE UNIQUE INDEX agent_subject ON agent (subject) WHERE deleted_at IS NULL;

-- The teams of an agent over time; null: since ever, open. The service keeps them free of gaps and overlaps.
CREATE TABLE agent_assignment (
    agent_id   text NOT NULL REFERENCES agent,
    position   int NOT NULL,
    team_id    text NOT NULL REFERENCES team,
    valid_from timestamptz,
    valid_to   timestamptz,
    PRIMARY KEY (agent_id, position)
);

CREATE TABLE agent_alias (
    agent_id   text NOT NULL REFERENCES agent,
    position   int NOT NULL,
    kind       text NOT NULL,
    value      text NOT NULL,
    -- The value in the form in which two spellings of one name are equal.
    key        text NOT NULL,
    valid_from timestamptz,
    valid_to   timestamptz,
    PRIMARY KEY (agent_id, position)
);
CREATE INDEX agent_alias_key ON agent_alias (kind, key);

CREATE TABLE source (
    id      text PRIMARY KEY,
    name    text NOT NULL,
    version bigint NOT NULL
);

-- SHA-256 of each live key in lower-case hexadecimal; the keys themselves are nowhere.
CREATE TABLE source_key (
    hash       text PRIMARY KEY,
    source_id  text NOT NULL REFERENCES source,
    created_at timestamptz NOT NULL
);
CREATE INDEX source_key_source ON source_key (source_id);

-- Responses that no agent was known for, and what became of them. An agent is named by id or by alias.
CREATE TABLE quarantine (
    event_id     uuid PRIMARY KEY,
    source       text NOT NULL,
    response_id  text NOT NULL,
    reason       text NOT NULL,
    agent_id     text,
    alias_kind   text,
    alias_key    text,
    state        text NOT NULL CHECK (state IN ('parked', 'released')),
    payload      jsonb NOT NULL,
    responded_at timestamptz NOT NULL,
    received_at  timestamptz NOT NULL,
    released_at  timestamptz,
    CHECK ((agent_id IS NOT NULL) <> (alias_kind IS NOT NULL AND alias_key IS NOT NULL))
);
-- Release looks for the parked of one agent, or walks over all of them in order of time.
CREATE INDEX quarantine_agent ON quarantine (agent_id) WHERE state = 'parked';
CREATE INDEX quarantine_alias ON quarantine (alias_kind, alias_key) WHERE state = 'parked';
CREATE INDEX quarantine_parked ON quarantine (responded_at, event_id) WHERE state = 'parked';
-- People list the newest first.
CREATE INDEX quarantine_listed ON quarantine (received_at DESC, event_id DESC);

CREATE TABLE outbox (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kafka_topic  text NOT NULL,
    record_key   text NOT NULL,
    event_id     uuid NOT NULL,
    type         text NOT NULL,
    payload      bytea,
    created_at   timestamptz NOT NULL DEFAULT now()
);
