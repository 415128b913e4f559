package dev.touchline.kit.auth;

/** The roles that a token's {@code groups} claim may name. */
public final class Roles {
    public static final String ADMIN = "admin";
    public static final String QA = "qa";
    public static final String SUPERVISOR = "supervisor";
    public static final String AGENT = "agent";

    private Roles() {}
}
