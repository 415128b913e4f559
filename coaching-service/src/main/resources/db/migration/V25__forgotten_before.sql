-- Sessions lose their interaction with the answer's words; of what was forgotten before that was so, they lose it now.
UPDATE session s SET about_interaction = NULL
WHERE about_interaction IS NOT NULL
    AND NOT EXISTS (SELECT FROM response r WHERE r.source = s.about_source AND r.response_id = s.about_response_id);
