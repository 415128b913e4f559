-- Besides responses that wait for their agent: deliveries that no response could be made of, with their raw bytes, and
-- notices of answers that are to be fetched at the platform.
ALTER TABLE quarantine ADD COLUMN kind text NOT NULL DEFAULT 'response'
    CHECK (kind IN ('response', 'delivery', 'fetch-back'));
ALTER TABLE quarantine ALTER COLUMN kind DROP DEFAULT;

ALTER TABLE quarantine
    ALTER COLUMN response_id DROP NOT NULL,
    ALTER COLUMN payload DROP NOT NULL,
    ALTER COLUMN responded_at DROP NOT NULL,
    ALTER COLUMN turn DROP NOT NULL,
    ADD COLUMN mapping_version bigint,
    -- [{item, pointer, detail}]: why, without a word of the payload.
    ADD COLUMN causes json,
    ADD COLUMN headers json,
    ADD COLUMN body bytea,
    ADD COLUMN survey_id text,
    -- The events that a redrive made of it.
    ADD COLUMN redriven_as uuid[],
    -- When it was redriven, discarded or expired, by whom and why.
    ADD COLUMN settled_at timestamptz,
    ADD COLUMN settled_by text,
    ADD COLUMN note text;

ALTER TABLE quarantine DROP CONSTRAINT quarantine_check;
ALTER TABLE quarantine DROP CONSTRAINT quarantine_state_check;
ALTER TABLE quarantine ADD CONSTRAINT quarantine_state_check
    CHECK (state IN ('parked', 'released', 'quarantined', 'redriven', 'discarded', 'expired'));
ALTER TABLE quarantine ADD CONSTRAINT quarantine_shape_check CHECK (CASE kind
    WHEN 'response' THEN response_id IS NOT NULL AND turn IS NOT NULL
        AND (agent_id IS NOT NULL) <> (alias_kind IS NOT NULL AND alias_key IS NOT NULL)
        AND (payload IS NOT NULL OR state <> 'parked')
    WHEN 'delivery' THEN body IS NOT NULL OR state <> 'quarantined'
    ELSE survey_id IS NOT NULL AND response_id IS NOT NULL END);

-- What a redrive walks over, the oldest first.
CREATE INDEX quarantine_waiting ON quarantine (received_at, event_id) WHERE state = 'quarantined';
CREATE INDEX quarantine_of_source ON quarantine (source, received_at, event_id) WHERE state = 'quarantined';
-- What has words that must go some day.
CREATE INDEX quarantine_words ON quarantine (received_at)
    WHERE body IS NOT NULL OR payload IS NOT NULL OR state IN ('parked', 'quarantined');
