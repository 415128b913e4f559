package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsualTimeProperties {
    @Property
    void readsWhatTheJdkWrites(
            @ForAll @LongRange(min = 0, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(max = 3) int thousands) {
        int[] steps = {1, 1_000, 1_000_000, 1_000_000_000};
        Instant time = Instant.ofEpochSecond(second, nano / steps[thousands] * (long) steps[thousands]);

        assertThat(UsualTime.parse(time.toString())).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T10:00:00.5Z",
                "2026-11-21T10:00:00.Z",
                "2026-11-21T10:00:00.123456789Z",
                "2026-11-21T24:00:00Z",
                "2026-12-31T23:59:60Z",
                "2026-11-21T12:00:00+02:00",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z"
            })
    void readsOtherFormsAsTheJdkDoes(String text) {
        assertThat(UsualTime.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-21",
                "2026-11-21T10:00:00",
                "2026-11-21T10:00:00.1234567890Z",
                "2026-13-21T10:00:00Z",
                "2026-02-30T10:00:00Z",
                "2026-11-21T25:00:00Z",
                "2026-11-21T10:61:00Z",
                "2026-11-21 10:00:00Z",
                "2026-11-2\u0661T10:00:00Z"
            })
    void refusesWhatTheJdkRefuses(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> UsualTime.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
