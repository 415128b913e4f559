-- Every mapping that a source ever had; NULL: the mapping was removed. The newest version counts.
CREATE TABLE source_mapping (
    source_id  text NOT NULL REFERENCES source,
    version    bigint NOT NULL,
    yaml       text,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    PRIMARY KEY (source_id, version)
);

-- Live secrets, sealed with a key that is not in this database.
CREATE TABLE source_secret (
    source_id  text NOT NULL REFERENCES source,
    id         text NOT NULL,
    purpose    text NOT NULL CHECK (purpose IN ('signature', 'api-token')),
    key_id     text NOT NULL,
    sealed     text NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (source_id, id)
);

-- NULL: nothing is fetched; the usual rate.
ALTER TABLE source
    ADD COLUMN fetch_base_url text,
    ADD COLUMN fetch_per_minute int,
    ADD COLUMN fetch_per_day int,
    ADD COLUMN rate_per_second int,
    ADD COLUMN rate_burst int;
