-- Responses whose words are erased: whichever comes first, word of that or the response.
CREATE TABLE erased_response (
    source      text NOT NULL,
    response_id text NOT NULL,
    erased_at   timestamptz NOT NULL,
    PRIMARY KEY (source, response_id)
);
