-- What will be compared to see whether a session helped, fixed with its end and never changed; the verdict is added once,
-- on due_on or soon after. Days are UTC, the first belongs to its window, the last no more.
CREATE TABLE effect_study (
    item_id       uuid PRIMARY KEY REFERENCES item,
    agent_id      text NOT NULL,
    team          text NOT NULL,                      -- the agent's when the session took place
    topic         text NOT NULL,
    technique     text,
    metric        text NOT NULL CHECK (metric IN ('poor-share')),
    before_from   date NOT NULL,
    before_to     date NOT NULL,
    after_from    date NOT NULL,
    after_to      date NOT NULL,
    due_on        date NOT NULL,
    least_answers integer NOT NULL,
    least_peers   integer NOT NULL,
    fixed_at      timestamptz NOT NULL,
    judged_at     timestamptz,
    verdict       text CHECK (verdict IN ('better', 'worse', 'inconclusive')),
    sentence      text,
    before_n      integer,                            -- from here on: absent when there was too little to compare
    before_poor   integer,
    after_n       integer,
    after_poor    integer,
    expected      double precision,
    difference    double precision,
    low           double precision,
    high          double precision,
    peers         integer,
    CHECK (before_from < before_to AND before_to <= after_from AND after_from < after_to AND after_to <= due_on),
    CHECK ((judged_at IS NULL) = (verdict IS NULL) AND (judged_at IS NULL) = (sentence IS NULL))
);

-- Who was coached on a topic, and when: nobody's peer then.
CREATE INDEX effect_study_topic ON effect_study (topic, agent_id, fixed_at);
CREATE INDEX effect_study_due ON effect_study (due_on, item_id) WHERE judged_at IS NULL;
CREATE INDEX effect_study_team ON effect_study (team, fixed_at);

ALTER TABLE session ADD COLUMN technique text;
