-- What was measured of agents; of two values for the same time the one that arrived later counts.
CREATE TABLE agent_metric (
    agent        text COLLATE "C" NOT NULL,
    metric       text COLLATE "C" NOT NULL,
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    value        double precision NOT NULL,
    -- What orders arrivals: the time of receipt, and within one request the place on agent.metrics.
    received_at  timestamptz NOT NULL,
    kafka_offset bigint NOT NULL,
    PRIMARY KEY (agent, metric, starts_at, ends_at)
);
