-- What was asked to be erased and what it came to: the audit line. The customer's reference is nowhere in it.
CREATE TABLE erasure (
    id                  uuid PRIMARY KEY,
    erased_at           timestamptz NOT NULL,
    erased_by           text NOT NULL,
    -- NULL: whichever platform uses this reference.
    source              text,
    -- HMAC-SHA-256 of the reference.
    customer_hash       bytea NOT NULL,
    responses           int NOT NULL,
    quarantined         int NOT NULL,
    deliveries          int NOT NULL,
    -- False: the reference is too short to be looked for in what nobody could read.
    deliveries_searched boolean NOT NULL
);
CREATE INDEX erasure_listed ON erasure (erased_at DESC, id DESC);
CREATE INDEX erasure_customer ON erasure (customer_hash);

-- The key of that hash, made at random here: without it a hash that got out can't be tried against a list of customers.
CREATE TABLE customer_hash_key (hash_key bytea NOT NULL);
INSERT INTO customer_hash_key
SELECT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');

-- Responses whose words never come back, whatever is read or sent again.
CREATE TABLE erased_response (
    source      text COLLATE "C" NOT NULL,
    response_id text COLLATE "C" NOT NULL,
    erased_at   timestamptz NOT NULL,
    PRIMARY KEY (source, response_id)
);

-- Erasure looks for a customer.
CREATE INDEX quarantine_customer ON quarantine (json_extract_path_text(payload, 'customer', 'ref'))
    WHERE payload IS NOT NULL;

-- What has words that are too old. Rows lie in the order of receipt, so this index costs next to nothing.
CREATE INDEX response_received ON response USING brin (received_at) WITH (pages_per_range = 128);
-- What was received before that time has no words any more.
CREATE TABLE words_swept (until timestamptz NOT NULL);
INSERT INTO words_swept SELECT coalesce(min(received_at), now()) FROM response;
