-- The read model. survey.responses is the source; all three tables can be emptied and read again from there for as far
-- back as Kafka reaches.

-- What is known of each response, and which revision. A partitioned table can't have this key: the month of a response
-- may change with a revision. Times are microseconds since 1970, as they are compared and never shown.
CREATE TABLE response_key (
    source           text COLLATE "C" NOT NULL,
    response_id      text COLLATE "C" NOT NULL,
    -- Where its row lies in response.
    agent_id         text COLLATE "C" NOT NULL,
    responded_micros bigint NOT NULL,
    -- What orders its revisions, the first first.
    updated_micros   bigint NOT NULL,
    attribution      int NOT NULL,
    kafka_offset     bigint NOT NULL,
    kafka_partition  int NOT NULL,
    event_id         uuid NOT NULL,
    PRIMARY KEY (source, response_id)
);

-- The newest revision of each response, a partition per month of responded_at. No unique index: response_key is one,
-- and each index here is paid for with every row.
CREATE TABLE response (
    responded_at timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    received_at  timestamptz NOT NULL,
    event_id     uuid NOT NULL,
    attribution  int NOT NULL,
    source       text COLLATE "C" NOT NULL,
    response_id  text COLLATE "C" NOT NULL,
    agent_id     text COLLATE "C" NOT NULL,
    -- At the time of the interaction.
    team         text COLLATE "C" NOT NULL,
    topics       text[] NOT NULL,
    -- The topics with a poor rating; null: none.
    poor_topics  text[],
    -- JSON as in the event.
    ratings      text NOT NULL,
    interaction  text,
    customer_ref text,
    comment      text,
    language     text,
    tags         text[]
) PARTITION BY RANGE (responded_at);
-- Lists: newest first of a team, of an agent. The second one also finds the row behind a response_key.
CREATE INDEX response_team ON response (team, responded_at);
CREATE INDEX response_agent ON response (agent_id, responded_at);
-- Erasure looks for a customer: rarely, so an index that costs next to nothing while rows come in.
CREATE INDEX response_customer ON response
    USING brin (customer_ref text_bloom_ops (n_distinct_per_range = 2000)) WITH (pages_per_range = 128);

-- Whatever is older than any month has a partition of its own for; keeps the number of partitions bounded.
CREATE TABLE response_before_2015 PARTITION OF response FOR VALUES FROM (MINVALUE) TO ('2015-01-01 00:00:00+00');

-- What the ratings of an agent in a team about a topic on a day (UTC, of responded_at) add up to. Changes in the same
-- transaction as response and always equals a recount of it.
CREATE TABLE rating_day (
    team     text COLLATE "C" NOT NULL,
    day      date NOT NULL,
    agent_id text COLLATE "C" NOT NULL,
    topic    text COLLATE "C" NOT NULL,
    n        bigint NOT NULL,
    -- Of scores in 1/10000 of a point, and of their squares.
    sum      bigint NOT NULL,
    squares  bigint NOT NULL,
    poor     bigint NOT NULL,
    PRIMARY KEY (team, day, agent_id, topic)
) WITH (fillfactor = 70);
CREATE INDEX rating_day_agent ON rating_day (agent_id, day);
