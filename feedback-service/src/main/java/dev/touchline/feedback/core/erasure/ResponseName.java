package dev.touchline.feedback.core.erasure;

/**
 * What names a response, all its revisions included. Says nothing about the customer.
 *
 * @param source the platform that posted it
 * @param responseId its id there
 */
public record ResponseName(String source, String responseId) {}
