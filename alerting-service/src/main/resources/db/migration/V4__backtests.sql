-- What filters would have done. A row is alive while the instance that works on it says so.
CREATE TABLE backtest (
  id           uuid        PRIMARY KEY,
  rule         jsonb       NOT NULL, -- what the filter says, whatever it is called and whether or not it is enabled
  request      jsonb       NOT NULL, -- as it is shown
  state        text        NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
  started_by   text        NOT NULL,
  started_at   timestamptz NOT NULL,
  alive_at     timestamptz NOT NULL,
  finished_at  timestamptz,
  records_read bigint      NOT NULL DEFAULT 0,
  records      bigint      NOT NULL DEFAULT 0,
  judged       bigint      NOT NULL DEFAULT 0,
  problem      text,
  result       jsonb
);
CREATE INDEX backtest_of_rule ON backtest USING hash (rule);
CREATE INDEX backtest_running ON backtest (alive_at) WHERE state = 'running';

ALTER TABLE filter_version ADD COLUMN backtest_id uuid REFERENCES backtest (id);
