-- Agents' words against coaching items, for a person to decide whether the responses behind them are another agent's.
CREATE TABLE dispute (
    id            uuid PRIMARY KEY,                   -- of the outcome that told of it: the same again has no second effect
    item_id       uuid NOT NULL,
    agent_id      text COLLATE "C" NOT NULL,
    agent_name    text NOT NULL,
    team          text COLLATE "C" NOT NULL,          -- in whose queue the item stood
    topic         text COLLATE "C" NOT NULL,
    reason        text NOT NULL,
    said_by       text NOT NULL,
    said_at       timestamptz NOT NULL,
    sources       text[] NOT NULL,                    -- of the responses on the item; with response_ids, pair by pair
    response_ids  text[] NOT NULL,
    state         text NOT NULL CHECK (state IN ('open', 'kept', 'reattributed')),
    version       bigint NOT NULL,
    decided_by    text,
    decided_at    timestamptz,
    note          text,
    to_agent      text,                               -- whose they are, with the responses that were moved
    moved_sources text[],
    moved_ids     text[],
    CHECK (cardinality(sources) = cardinality(response_ids)),
    CHECK (num_nulls(decided_by, decided_at, note) = CASE state WHEN 'open' THEN 3 ELSE 0 END),
    CHECK (num_nulls(to_agent, moved_sources, moved_ids) = CASE state WHEN 'reattributed' THEN 0 ELSE 3 END)
);

CREATE INDEX dispute_listed ON dispute (said_at DESC, id DESC);
