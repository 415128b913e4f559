-- How many answers an agent got on a topic on a day (UTC), and how many were poor (score at or below 25): what sessions
-- are judged by, kept longer than the responses and without words. Only ResponseRows writes here, with each response.
CREATE TABLE topic_day (
    topic    text NOT NULL,
    agent_id text NOT NULL,
    day      date NOT NULL,
    n        integer NOT NULL,
    poor     integer NOT NULL,
    PRIMARY KEY (topic, agent_id, day)
);

INSERT INTO topic_day (topic, agent_id, day, n, poor)
SELECT rating ->> 'topic', agent_id, (responded_at AT TIME ZONE 'UTC')::date, count(*),
    count(*) FILTER (WHERE (rating ->> 'score')::float8 <= 25)
FROM response CROSS JOIN LATERAL jsonb_array_elements(
    CASE jsonb_typeof(ratings) WHEN 'array' THEN ratings ELSE '[]' END) AS rating
WHERE jsonb_typeof(rating -> 'score') = 'number' AND rating ->> 'topic' IS NOT NULL
GROUP BY 1, 2, 3;
