-- Exactly what was accepted: jsonb would write 1e-100 out in a hundred digits, which are too many to be read back.
ALTER TABLE quarantine ALTER COLUMN payload TYPE json USING payload::text::json;

-- Where the response lies on survey.quarantine, and with it in which order the revisions of one response arrived.
ALTER TABLE quarantine ADD COLUMN kafka_partition int NOT NULL DEFAULT 0;
ALTER TABLE quarantine ADD COLUMN kafka_offset bigint NOT NULL DEFAULT 0;
ALTER TABLE quarantine ALTER COLUMN kafka_partition DROP DEFAULT;
ALTER TABLE quarantine ALTER COLUMN kafka_offset DROP DEFAULT;

-- The place in the line of those to be released: the time of the answer, or that of an earlier parked revision of the
-- same response when that is later, so that no revision overtakes the one before it.
ALTER TABLE quarantine ADD COLUMN turn timestamptz;
UPDATE quarantine SET turn = responded_at;
ALTER TABLE quarantine ALTER COLUMN turn SET NOT NULL;

DROP INDEX quarantine_parked;
CREATE INDEX quarantine_parked ON quarantine (turn, kafka_partition, kafka_offset) WHERE state = 'parked';
CREATE INDEX quarantine_revisions ON quarantine (source, response_id) WHERE state = 'parked';

-- When somebody last posted with the key, to the minute; null: never.
ALTER TABLE source_key ADD COLUMN last_used_at timestamptz;
