package dev.touchline.feedback.http;

/** What the documentation of ingest says. */
final class IngestText {
    static final String DESCRIPTION = """
            Takes one response as a JSON object, up to 500 as an array, or one a line as application/x-ndjson (up to 500
            lines), in at most 1 MiB. The answer comes after the broker has durably stored what it reports as accepted or
            parked.

            A response is identified by the source (the key's owner) and its responseId. Posting the same content again
            gives the same eventId and has no second effect, so whatever was not answered can be posted again. The same
            responseId with a newer updatedAt is a revision and replaces the earlier one.

            An agent that the roster does not know is no error: the response is parked and released as soon as the roster
            learns the agent. The team that counts is the agent's team when the interaction ended (interaction.endedAt,
            or else respondedAt).

            Of several responses the good ones are kept and the others rejected by index, answered with 207.""";

    static final String ACCEPTED = "All are durable. Each stands in accepted, or in parked until its agent is known.";

    static final String EXAMPLE = """
            {
              "responseId": "r-123",
              "respondedAt": "2026-11-21T10:00:00Z",
              "interaction": { "id": "c-9", "channel": "voice", "endedAt": "2026-11-21T09:58:00Z" },
              "agent": { "id": "a-17" },
              "ratings": [ { "topic": "product-knowledge", "value": 2, "scale": { "min": 1, "max": 5 } } ],
              "comment": "He did not know the plan"
            }""";

    private IngestText() {}
}
