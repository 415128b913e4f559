package dev.touchline.feedback.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenHeaderTest {
    @Test
    void theTokenStandsInTheHeaderThatThePlatformWants() {
        assertThat(TokenHeader.of(TokenHeader.USUAL, "t-1")).contains(new TokenHeader("Authorization", "Bearer t-1"));
        assertThat(TokenHeader.of("X-API-TOKEN:{token}", "t-1")).contains(new TokenHeader("X-API-TOKEN", "t-1"));
    }

    @Test
    void whatCannotBeAHeaderIsNone() {
        for (String odd : new String[] {
            "",
            "{token}",
            ": {token}",
            "X-Token: t",
            "X Token: {token}",
            "Host: {token}",
            "X: {token}\r\nY: 1",
            "Ü: {token}"
        }) {
            assertThat(TokenHeader.of(odd, "t-1")).as(odd).isEmpty();
        }
        assertThat(TokenHeader.of(TokenHeader.USUAL, "t\r\nHost: x")).isEmpty();
    }

    @Test
    void itSaysNothingOfTheToken() {
        assertThat(TokenHeader.of(TokenHeader.USUAL, "t-1").toString()).doesNotContain("t-1");
    }
}
