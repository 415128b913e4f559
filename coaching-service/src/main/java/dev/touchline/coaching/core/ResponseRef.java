package dev.touchline.coaching.core;

/** A survey response; platforms may reuse each other's ids, so the source belongs to it. */
public record ResponseRef(String source, String responseId) {}
