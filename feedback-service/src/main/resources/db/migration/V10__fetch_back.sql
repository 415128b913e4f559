-- Of a fetch-back: attempts since its notice came or was last redriven, and before when nobody asks; while somebody does,
-- when others may. No time: given up, a person must look.
ALTER TABLE quarantine
    ADD COLUMN fetch_attempts int,
    ADD COLUMN fetch_due_at timestamptz;
UPDATE quarantine SET fetch_attempts = 0, fetch_due_at = received_at WHERE kind = 'fetch-back';
ALTER TABLE quarantine ADD CONSTRAINT quarantine_fetch_check
    CHECK (kind <> 'fetch-back' OR fetch_attempts IS NOT NULL);

-- What is due at a platform, the longest due first; and what was given up.
CREATE INDEX quarantine_to_fetch ON quarantine (source, fetch_due_at)
    WHERE kind = 'fetch-back' AND state = 'quarantined';

-- NULL: as usual.
ALTER TABLE source
    ADD COLUMN fetch_path text,
    ADD COLUMN fetch_token_header text;

-- How often each platform was asked, by all instances together: before when it is asked nothing, and the counts of the
-- hour since 1970 that is named, of the one before and so on.
CREATE TABLE fetch_budget (
    source  text PRIMARY KEY,
    next_at timestamptz NOT NULL,
    hour    bigint NOT NULL,
    used    int[] NOT NULL
);
