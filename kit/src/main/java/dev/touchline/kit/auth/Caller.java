package dev.touchline.kit.auth;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The person behind the request. Which teams are theirs is not in the token: that is the roster's to say. */
@RequestScoped
public class Caller {
    private final SecurityIdentity identity;
    private final JsonWebToken token;

    Caller(SecurityIdentity identity, JsonWebToken token) {
        this.identity = identity;
        this.token = token;
    }

    /** The token's subject, such as {@code supervisor:billing}; 401 when it has none. */
    public String subject() {
        String subject = token.getSubject();
        if (subject == null || subject.isBlank()) {
            throw new UnauthorizedException();
        }
        return subject;
    }

    public boolean isAdmin() {
        return identity.hasRole(Roles.ADMIN);
    }

    public boolean isQa() {
        return identity.hasRole(Roles.QA);
    }

    public boolean isSupervisor() {
        return identity.hasRole(Roles.SUPERVISOR);
    }

    public boolean isAgent() {
        return identity.hasRole(Roles.AGENT);
    }

    /** Admin and QA see all teams. */
    public boolean seesAllTeams() {
        return isAdmin() || isQa();
    }
}
