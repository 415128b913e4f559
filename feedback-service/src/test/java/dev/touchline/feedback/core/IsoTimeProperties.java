package dev.touchline.feedback.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.time.api.DateTimes;
import org.jspecify.annotations.Nullable;

/** By hand or not, a time says what it says to the JDK. */
class IsoTimeProperties {
    @Property
    void everyTimeReadsAsTheJdkReadsIt(@ForAll("times") String text) {
        assertThat(IsoTime.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
    }

    @Property
    void andSoDoesWhatIsNearlyATime(
            @ForAll("times") String text, @ForAll @IntRange(max = 40) int at, @ForAll("marks") char other) {
        String changed = at < text.length() ? text.substring(0, at) + other + text.substring(at + 1) : text + other;

        assertThat(own(changed)).isEqualTo(jdk(changed));
    }

    @Property
    void andIsWrittenAsTheJdkWritesIt(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second, @ForAll("nanos") int nano) {
        Instant time = Instant.ofEpochSecond(second, nano);

        assertThat(IsoTime.text(time)).isEqualTo(time.toString());
    }

    @Example
    void aDayThatDoesNotExistIsNoTime() {
        assertThat(own("2026-02-29T10:00:00Z")).isNull();
        assertThat(own("2024-02-29T10:00:00Z")).isEqualTo(Instant.parse("2024-02-29T10:00:00Z"));
    }

    @Provide
    Arbitrary<String> times() {
        Arbitrary<ZoneOffset> zones = Arbitraries.of(ZoneOffset.UTC, ZoneOffset.ofHours(-7), ZoneOffset.MAX);
        return Combinators.combine(
                        DateTimes.dateTimes(), zones, Arbitraries.integers().between(0, 999_999_999))
                .as((time, zone, nanos) -> time.withNano(nanos).atOffset(zone).toString());
    }

    @Provide
    Arbitrary<Integer> nanos() {
        Arbitrary<Integer> steps = Arbitraries.of(1, 1000, 1_000_000, 1_000_000_000);
        return steps.flatMap(step ->
                Arbitraries.integers().between(0, 1_000_000_000 / step - 1).map(count -> count * step));
    }

    @Provide
    Arbitrary<Character> marks() {
        return Arbitraries.chars().with("0123456789TZtz:-+. ");
    }

    private static @Nullable Instant own(String text) {
        try {
            return IsoTime.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant jdk(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
