package dev.touchline.coaching.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.coaching.core.Session.Fault;
import org.junit.jupiter.api.Test;

class SessionTest {
    @Test
    void fourFieldsMakeASession() {
        assertThat(Session.faults("saw", "ideal", "x".repeat(4_000), "😀".repeat(4_000)))
                .isEmpty();
    }

    @Test
    void everyFaultIsToldAtOnce() {
        assertThat(Session.faults(null, " ", "x".repeat(4_001), "a\0b"))
                .containsExactly(
                        new Fault("saw", "is required"),
                        new Fault("ideal", "is required"),
                        new Fault("practised", "has more than 4000 characters"),
                        new Fault("next", "contains the character U+0000"));
    }
}
