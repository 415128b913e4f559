package dev.touchline.goals.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SuggestionTextTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

    @Test
    void needsAreCountedSinceTheOldest() {
        assertThat(SuggestionText.of("product-knowledge", 3, LocalDate.parse("2026-11-12"), TODAY))
                .isEqualTo("Raise product knowledge: 3 coaching needs since 12 November");
    }

    @Test
    void oneNeedIsInTheSingular() {
        assertThat(SuggestionText.of("courtesy", 1, LocalDate.parse("2026-11-01"), TODAY))
                .isEqualTo("Raise courtesy: 1 coaching need since 1 November");
    }

    @Test
    void anotherYearIsNamed() {
        assertThat(SuggestionText.of("courtesy", 2, LocalDate.parse("2025-12-31"), TODAY))
                .isEqualTo("Raise courtesy: 2 coaching needs since 31 December 2025");
    }
}
