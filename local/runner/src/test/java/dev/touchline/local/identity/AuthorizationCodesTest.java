package dev.touchline.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.local.identity.AuthorizationCodes.Grant;
import dev.touchline.local.identity.AuthorizationCodes.Redemption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AuthorizationCodesTest {
    /** Verifier and challenge of RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String BACK = "http://127.0.0.1:8080/callback";
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Grant GRANT = new Grant(Persona.of("qa"), "dashboard", BACK, "n-1", CHALLENGE);

    private final AuthorizationCodes codes = new AuthorizationCodes(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void theChallengeOfTheRfcIsComputed() {
        assertThat(AuthorizationCodes.challengeOf(VERIFIER)).isEqualTo(CHALLENGE);
    }

    @Test
    void aCodeIsRedeemedWithTheVerifierItsChallengeWasMadeFrom() {
        String code = codes.issue(GRANT);

        assertThat(codes.redeem(code, "dashboard", BACK, VERIFIER)).isEqualTo(new Redemption.Granted(GRANT));
    }

    @Test
    void aCodeIsGoodOnce() {
        String code = codes.issue(GRANT);
        codes.redeem(code, "dashboard", BACK, VERIFIER);

        assertThat(codes.redeem(code, "dashboard", BACK, VERIFIER)).isInstanceOf(Redemption.Refused.class);
    }

    @Test
    void aWrongVerifierIsRefusedAndUsesTheCodeUp() {
        String code = codes.issue(GRANT);

        assertThat(codes.redeem(code, "dashboard", BACK, "guessed")).isInstanceOf(Redemption.Refused.class);
        assertThat(codes.redeem(code, "dashboard", BACK, VERIFIER)).isInstanceOf(Redemption.Refused.class);
    }

    @Test
    void anotherClientOrAddressIsRefused() {
        assertThat(codes.redeem(codes.issue(GRANT), "other", BACK, VERIFIER)).isInstanceOf(Redemption.Refused.class);
        assertThat(codes.redeem(codes.issue(GRANT), "dashboard", BACK + "/x", VERIFIER))
                .isInstanceOf(Redemption.Refused.class);
    }

    @Test
    void aCodeIsRefusedAfterAMinute() {
        Instant[] now = {NOW};
        AuthorizationCodes ageing = new AuthorizationCodes(new TickingClock(now));
        String code = ageing.issue(GRANT);

        now[0] = NOW.plus(Duration.ofSeconds(61));

        assertThat(ageing.redeem(code, "dashboard", BACK, VERIFIER)).isInstanceOf(Redemption.Refused.class);
    }

    /** A clock that a test sets. */
    private static final class TickingClock extends Clock {
        private final Instant[] now;

        TickingClock(Instant[] now) {
            this.now = now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now[0];
        }
    }
}
