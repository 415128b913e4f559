-- How many of the responses have this topic as their first one. So each response counts once, however many topics it
-- rates, and the sum over the topics is the number of responses: what the response rate is made of.
ALTER TABLE rating_day ADD COLUMN responses bigint NOT NULL DEFAULT 0;
UPDATE rating_day SET responses = counted.responses
FROM (SELECT team, CAST(responded_at AT TIME ZONE 'UTC' AS date) AS day, agent_id, topics[1] AS topic,
        count(*) AS responses
      FROM response GROUP BY 1, 2, 3, 4) AS counted
WHERE rating_day.team = counted.team AND rating_day.day = counted.day AND rating_day.agent_id = counted.agent_id
    AND rating_day.topic = counted.topic;
ALTER TABLE rating_day ALTER COLUMN responses DROP DEFAULT;
