-- Every version of every silence; each row is its own audit line: who muted what, when, and why.
CREATE TABLE silence_version (
  silence_id     text        NOT NULL,
  version        bigint      NOT NULL CHECK (version > 0),
  effective_from timestamptz NOT NULL,
  lifted         boolean     NOT NULL,
  silence        jsonb       NOT NULL,
  quiet_to       timestamptz,                    -- when it is over; none when a tenure bounds it
  changed_by     text        NOT NULL,
  changed_at     timestamptz NOT NULL,
  publications   int         NOT NULL DEFAULT 0, -- how often it was handed to the broker
  PRIMARY KEY (silence_id, version)
);
