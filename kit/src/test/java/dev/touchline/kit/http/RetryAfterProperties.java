package dev.touchline.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RetryAfterProperties {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Property
    void nothingIsThrownAndNothingIsNegative(@ForAll String header) {
        Duration wish = RetryAfter.parse(header, NOW);
        assertThat(wish == null || !wish.isNegative()).isTrue();
    }
}
