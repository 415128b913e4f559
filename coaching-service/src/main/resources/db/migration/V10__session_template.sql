-- What a session on a topic starts from: words that a supervisor may keep or change.
CREATE TABLE session_template (
    topic      text PRIMARY KEY,
    saw        text,
    ideal      text,
    practised  text,
    next       text,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL
);
