package dev.touchline.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class IfMatchTest {
    @Test
    void theEtagOfAVersionIsReadBackAsThatVersion() {
        assertThat(IfMatch.require(IfMatch.etag(42))).isEqualTo(42);
    }

    @Test
    void aMissingHeaderAnswersPreconditionRequired() {
        assertStatus(428, () -> IfMatch.require(null));
        assertStatus(428, () -> IfMatch.require(" "));
    }

    @Test
    void whatIsNoEtagOfOursIsABadRequest() {
        assertStatus(400, () -> IfMatch.require("42"));
        assertStatus(400, () -> IfMatch.require("W/\"42\""));
        assertStatus(400, () -> IfMatch.require("*"));
    }

    @Test
    void aStaleVersionAnswersWithTheCurrentOne() {
        assertThat(IfMatch.stale(7).status()).isEqualTo(412);
        assertThat(IfMatch.stale(7).headers()).containsEntry("ETag", "\"7\"");
    }

    private static void assertStatus(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(status));
    }
}
