-- Who looks after what was not the agent's doing: one list, changed as a whole.
CREATE TABLE triage_owners (
    one        boolean PRIMARY KEY DEFAULT true CHECK (one),
    version    bigint NOT NULL,
    owners     jsonb NOT NULL,                        -- [{cause, topic, name, contact}]; topic may be absent
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL
);

-- What became of a dismissal that was not the agent's doing. Without a row nobody has taken it up; one that opened
-- again and is dismissed anew begins anew: the version says which dismissal it is.
CREATE TABLE triage_case (
    item_id      uuid NOT NULL,
    item_version bigint NOT NULL,
    owner        text NOT NULL,
    contact      text,
    handed_at    timestamptz NOT NULL,
    handed_by    text NOT NULL,
    note         text,
    answered_at  timestamptz,
    answered_by  text,
    answer       text,
    PRIMARY KEY (item_id, item_version),
    CHECK ((answered_at IS NULL) = (answered_by IS NULL) AND (answered_at IS NULL) = (answer IS NULL))
);

CREATE INDEX item_triage ON item (cause, topic, closed_at DESC, id DESC)
    WHERE state = 'dismissed' AND cause IN ('policy', 'product', 'tool', 'wrong-agent', 'abusive');
