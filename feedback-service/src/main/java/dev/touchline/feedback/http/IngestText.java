package dev.touchline.feedback.http;

/** What the documentation of ingest says. */
final class IngestText {
    static final String DESCRIPTION = """
            Takes one response as a JSON object, up to 500 as an array, one a line as application/x-ndjson (up to 500
            lines), or as the data of a structured CloudEvent, in at most 1 MiB. The answer comes after the broker has durably stored what it reports as accepted or
            parked.

            A response is identified by the source (the key's owner) and its responseId. Posting the same content again
            gives the same eventId and has no second effect, so whatever was not answered can be posted again. The same
            responseId with a newer updatedAt is a revision and replaces the earlier one.

            An agent that the roster does not know is no error: the response is parked and released as soon as the roster
            learns the agent. The team that counts is the agent's team when the interaction ended (interaction.endedAt,
            or else respondedAt).

            Of several responses the good ones are kept and the others rejected by index, answered with 207.""";

    static final String WEBHOOK = """
            Takes a platform's own payload through the mapping of the source. Who posts shows it by a signature, where
            the mapping says how the platform signs, or else by a live key of the source: as Bearer token, as password
            of Basic authentication, or as the query parameter key.

            The answer comes after the broker has durably stored everything that is not ignored. What the mapping can't
            make a response of is kept as it came, in quarantine, and answered with 202 too: sending it again would not
            help. It is redriven when the mapping is mended. A mapped source is never answered with 404 or 410, which
            some platforms take as a reason to stop posting.""";

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
