-- What an agent asks to be coached on is a need like a filter's, but of no filter.
ALTER TABLE need
    ALTER COLUMN filter_id DROP NOT NULL,
    ALTER COLUMN filter_version DROP NOT NULL,
    ALTER COLUMN filter_name DROP NOT NULL,
    ADD COLUMN note text,                             -- the agent's words, where the agent asked
    ADD CHECK (num_nulls(filter_id, filter_version, filter_name) IN (0, 3) AND (filter_id IS NULL OR note IS NULL));

-- When who asked, for the limit per day.
CREATE TABLE wish (
    need_id  uuid PRIMARY KEY,
    agent_id text NOT NULL,
    asked_at timestamptz NOT NULL
);

CREATE INDEX wish_agent ON wish (agent_id, asked_at);
CREATE INDEX wish_asked ON wish (asked_at);
