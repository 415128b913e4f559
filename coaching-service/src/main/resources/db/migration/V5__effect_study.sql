-- What will be compared to see whether a session helped, fixed with its end and never changed. Days are UTC, the first
-- belongs to its window, the last no more.
CREATE TABLE effect_study (
    item_id       uuid PRIMARY KEY REFERENCES item,
    agent_id      text NOT NULL,
    topic         text NOT NULL,
    metric        text NOT NULL CHECK (metric IN ('poor-share')),
    before_from   date NOT NULL,
    before_to     date NOT NULL,
    after_from    date NOT NULL,
    after_to      date NOT NULL,
    least_answers integer NOT NULL,
    least_peers   integer NOT NULL,
    fixed_at      timestamptz NOT NULL,
    CHECK (before_from < before_to AND before_to <= after_from AND after_from < after_to)
);

-- Who was coached on a topic, and when: nobody's peer then.
CREATE INDEX effect_study_topic ON effect_study (topic, agent_id, fixed_at);
