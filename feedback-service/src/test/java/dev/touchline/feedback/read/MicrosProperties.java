package dev.touchline.feedback.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class MicrosProperties {
    @Property
    void everyTimeIsReadAsTheJdkReadsIt(
            @ForAll @LongRange(min = 0, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano) {
        Instant instant = Instant.ofEpochSecond(second, nano);
        assertThat(Micros.instant(Micros.parse(instant.toString()))).isEqualTo(instant.truncatedTo(ChronoUnit.MICROS));
        assertThat(Micros.parse(Instant.ofEpochSecond(second).toString())).isEqualTo(second * 1_000_000);
    }

    @Example
    void unusualFormsAreTheJdksToRead() {
        for (String text : List.of("2026-11-21T10:00:00+02:00", "2026-11-21T23:59:60Z", "2026-11-21T10:00Z")) {
            try {
                Instant expected = OffsetDateTime.parse(text).toInstant();
                assertThat(Micros.parse(text)).isEqualTo(Micros.of(expected));
            } catch (DateTimeException e) {
                assertThatThrownBy(() -> Micros.parse(text)).isInstanceOf(DateTimeException.class);
            }
        }
        for (String text : List.of("", "Z", "2026-02-30T10:00:00Z", "2026-11-21T24:61:00Z")) {
            assertThatThrownBy(() -> Micros.parse(text)).isInstanceOf(DateTimeException.class);
        }
    }
}
