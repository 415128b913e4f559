-- A goal of an agent on a topic. Which columns are filled follows from the state; the checks say how.
CREATE TABLE goal (
    id          uuid PRIMARY KEY DEFAULT uuidv7(),
    agent_id    text        NOT NULL,
    topic       text        NOT NULL,
    kind        text        NOT NULL CHECK (kind IN ('quality')),
    state       text        NOT NULL CHECK (state IN ('suggested', 'withdrawn', 'accepted', 'achieved', 'dropped')),
    needs       integer     NOT NULL CHECK (needs >= 0),
    needs_since timestamptz,
    specific    text,
    metric      text,
    metric_from numeric,
    metric_to   numeric,
    metric_unit text,
    achievable  text,
    relevant    text,
    time_bound  date,
    accepted_by text,
    accepted_at timestamptz,
    ended_by    text,
    ended_at    timestamptz,
    drop_reason text,
    version     bigint      NOT NULL CHECK (version >= 1),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CONSTRAINT goal_knows_its_oldest_need CHECK ((needs > 0) = (needs_since IS NOT NULL)),
    CONSTRAINT goal_suggested_has_needs CHECK (state <> 'suggested' OR needs > 0),
    CONSTRAINT goal_agreed_is_smart CHECK (
        state NOT IN ('accepted', 'achieved')
        OR num_nulls(specific, metric, metric_from, metric_to, achievable, relevant, time_bound, accepted_by, accepted_at) = 0),
    CONSTRAINT goal_ended_says_when CHECK ((state IN ('withdrawn', 'achieved', 'dropped')) = (ended_at IS NOT NULL)),
    CONSTRAINT goal_dropped_says_why CHECK ((state = 'dropped') = (drop_reason IS NOT NULL))
);

-- At most one open goal per agent and topic. A withdrawn suggestion is open too: the next need revives it.
CREATE UNIQUE INDEX goal_one_open ON goal (agent_id, topic) WHERE state IN ('suggested', 'withdrawn', 'accepted');
-- The list of an agent's goals, newest first.
CREATE INDEX goal_of_agent ON goal (agent_id, id DESC);

-- Every coaching need ever told of, at its newest seq: what is not newer has no effect.
CREATE TABLE need_noted (
    need_id     uuid PRIMARY KEY,
    agent_id    text        NOT NULL,
    topic       text        NOT NULL,
    filter_id   text        NOT NULL,
    applied_seq bigint      NOT NULL,
    standing    boolean     NOT NULL,
    raised_at   timestamptz NOT NULL,
    goal_id     uuid REFERENCES goal
);

-- Counts the needs behind a goal.
CREATE INDEX need_noted_behind ON need_noted (goal_id) WHERE standing;
-- Finds the needs that no goal counts yet.
CREATE INDEX need_noted_unplaced ON need_noted (agent_id, topic) WHERE goal_id IS NULL AND standing;
