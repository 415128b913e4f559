-- A response may turn out to be about another agent: a corrected alias, a revision that names another one, a person's
-- decision. docs/adr/0006-reattribution.md.

-- How the platform named the agent when not by id, in the form in which two spellings are equal.
ALTER TABLE response ADD COLUMN alias_kind text, ADD COLUMN alias_key text;

-- Agents who are not (or no longer) the one that response_key names, and the newest that was published under each.
CREATE TABLE response_elsewhere (
    source         text COLLATE "C" NOT NULL,
    response_id    text COLLATE "C" NOT NULL,
    agent_id       text COLLATE "C" NOT NULL,
    -- The team for which it counted there.
    team           text COLLATE "C" NOT NULL,
    updated_micros bigint NOT NULL,
    attribution    int NOT NULL,
    -- In the agent's partition: of two that are equal otherwise, who reads it believes the later one.
    kafka_offset   bigint NOT NULL,
    -- Whether the newest there is the retraction.
    retracted      boolean NOT NULL,
    PRIMARY KEY (source, response_id, agent_id)
);

-- To do: find out whose these responses are, and publish what follows. One response may be named several times.
CREATE TABLE reattribution (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source      text COLLATE "C" NOT NULL,
    response_id text COLLATE "C" NOT NULL,
    reason      text NOT NULL,
    due_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX reattribution_due ON reattribution (due_at, id);

-- To do: find the responses that name this alias. Written with the change of the roster.
CREATE TABLE alias_change (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind   text NOT NULL,
    key    text NOT NULL,
    due_at timestamptz NOT NULL
);
CREATE INDEX alias_change_due ON alias_change (due_at, id);

-- Everybody who ever had an alias: under whom responses that name it may stand.
CREATE TABLE alias_holder (
    kind     text NOT NULL,
    key      text NOT NULL,
    agent_id text NOT NULL,
    PRIMARY KEY (kind, key, agent_id)
);
INSERT INTO alias_holder SELECT DISTINCT kind, key, agent_id FROM agent_alias;

-- Whose a response is because a person said so; stronger than what the platform says in later revisions.
CREATE TABLE attribution_decision (
    source      text COLLATE "C" NOT NULL,
    response_id text COLLATE "C" NOT NULL,
    agent_id    text NOT NULL,
    reason      text NOT NULL,
    decided_by  text NOT NULL,
    decided_at  timestamptz NOT NULL,
    PRIMARY KEY (source, response_id)
);
