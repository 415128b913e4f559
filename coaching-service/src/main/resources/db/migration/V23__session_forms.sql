-- A session is a talk in four fields, praise in the words given, or a training that was agreed; praise of before has four.
ALTER TABLE session ALTER COLUMN saw DROP NOT NULL;
ALTER TABLE session ALTER COLUMN ideal DROP NOT NULL;
ALTER TABLE session ALTER COLUMN practised DROP NOT NULL;
ALTER TABLE session ALTER COLUMN next DROP NOT NULL;
ALTER TABLE session ADD COLUMN words text;
ALTER TABLE session ADD COLUMN agreed text;
ALTER TABLE session ADD CONSTRAINT session_form CHECK (
    (num_nulls(saw, ideal, practised, next) = 0 AND num_nonnulls(words, agreed) = 0)
    OR (words IS NOT NULL AND num_nonnulls(saw, ideal, practised, next, agreed, technique) = 0)
    OR (num_nulls(agreed, next) = 0 AND num_nonnulls(saw, ideal, practised, words, technique) = 0));

-- The answer that was talked about; it stays when words are forgotten, its interaction until the customer is erased.
ALTER TABLE session ADD COLUMN about_source text;
ALTER TABLE session ADD COLUMN about_response_id text;
ALTER TABLE session ADD COLUMN about_interaction text;
CREATE INDEX session_about ON session (about_source, about_response_id) WHERE about_interaction IS NOT NULL;

-- When the need's first event was published: what freshness measures the flag by, from the first answer's arrival to the queue.
ALTER TABLE need ADD COLUMN flagged_at timestamptz;
ALTER TABLE completion ADD COLUMN flagged_at timestamptz;

-- An agent's answers since a session.
CREATE INDEX response_agent ON response (agent_id, responded_at);
