-- What one person holds, counted at every claim.
CREATE INDEX item_claimed_by ON item (claimed_by) WHERE state = 'claimed';

-- Who stands in for a team's supervisors, and until when. Rows stay: they say who was let in, and by whom.
CREATE TABLE cover (
    team       text NOT NULL,
    subject    text NOT NULL,
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    reason     text NOT NULL,
    granted_by text NOT NULL,
    granted_at timestamptz NOT NULL,
    PRIMARY KEY (team, subject, granted_at),
    CHECK (starts_at <= ends_at)
);

CREATE INDEX cover_ends ON cover (ends_at);
