package dev.touchline.feedback.http;

/** The root that the surfaces of this service share, here and behind the dashboard or an Ingress. */
final class Paths {
    static final String ROOT = "/api/feedback/v1";

    private Paths() {}
}
