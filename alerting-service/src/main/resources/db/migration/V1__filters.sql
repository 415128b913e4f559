-- Every version of every filter. Rows are never changed once their version is published, so each is its own audit
-- line: who changed what, when, and why it was enabled without a backtest.
CREATE TABLE filter_version (
  filter_id      text        NOT NULL,
  version        bigint      NOT NULL CHECK (version > 0),
  effective_from timestamptz NOT NULL,
  deleted        boolean     NOT NULL,
  definition     jsonb       NOT NULL,
  changed_by     text        NOT NULL,
  changed_at     timestamptz NOT NULL,
  forced_because text,
  PRIMARY KEY (filter_id, version)
);

CREATE TABLE outbox (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kafka_topic text        NOT NULL,
  record_key  text        NOT NULL,
  event_id    uuid        NOT NULL,
  type        text        NOT NULL,
  payload     bytea,
  created_at  timestamptz NOT NULL DEFAULT now()
);
