package dev.touchline.coaching.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.coaching.core.ItemState.Claimed;
import dev.touchline.coaching.core.ItemState.Completed;
import dev.touchline.coaching.core.ItemState.Open;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

/** However many sessions an agent had, and whatever stands in the queue. */
class FairShareProperties {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");
    private static final long YEAR = 31_536_000;

    @Property
    void aShareIsUsedUpByThatManySessionsUntilTheDayIsOver(
            @ForAll @IntRange(max = 5) int perDay,
            @ForAll @IntRange(min = 1, max = 10) int sessions,
            @ForAll @IntRange(max = 86_399) int second) {
        Instant now = MIDNIGHT.plusSeconds(second);

        Optional<Instant> until = new FairShare(perDay).usedUpUntil(sessions, now);

        assertThat(until.isPresent()).isEqualTo(perDay > 0 && sessions >= perDay);
        until.ifPresent(end -> {
            assertThat(end.atZone(ZoneOffset.UTC).toLocalTime()).isEqualTo(LocalTime.MIDNIGHT);
            assertThat(Duration.between(now, end)).isPositive().isLessThanOrEqualTo(Duration.ofDays(1));
        });
    }

    @Property
    void whatIsHeldBackStandsBehindAllThatIsNotAndInTheSameOrderAsBefore(
            @ForAll Severity severity,
            @ForAll @IntRange(min = 1, max = 10_000) int voices,
            @ForAll @LongRange(min = -50 * YEAR, max = 50 * YEAR) long age,
            @ForAll Severity otherSeverity,
            @ForAll @IntRange(min = 1, max = 10_000) int otherVoices,
            @ForAll @LongRange(min = -50 * YEAR, max = 50 * YEAR) long otherAge) {
        double one = Priority.of(severity, voices, MIDNIGHT.plusSeconds(age));
        double other = Priority.of(otherSeverity, otherVoices, MIDNIGHT.plusSeconds(otherAge));

        assertThat(Priority.heldBack(one)).isLessThan(other);
        if (Math.abs(one - other) > 1e-6) {
            assertThat(Double.compare(Priority.heldBack(one), Priority.heldBack(other)))
                    .isEqualTo(Double.compare(one, other));
        }
    }

    @Property
    void onlyCoachingBelowHighThatStandsInTheQueueIsHeldBack(
            @ForAll Kind kind, @ForAll Severity severity, @ForAll @IntRange(max = 2) int state) {
        ItemState at = List.of(new Open(), new Claimed("supervisor:bo", MIDNIGHT), new Completed())
                .get(state);
        Item free = item(kind, severity, at, null);

        Item held = free.heldBack(MIDNIGHT);

        boolean can = kind == Kind.COACHING && severity != Severity.HIGH && state < 2;
        assertThat(held.heldBackUntil()).isEqualTo(can ? MIDNIGHT : null);
        assertThat(held.priority() < free.priority()).isEqualTo(can);
        assertThat(held.heldBack(null)).isEqualTo(free);
        assertThat(held.stepTo(new Completed()).heldBackUntil()).isNull();
    }

    private static Item item(Kind kind, Severity severity, ItemState state, @Nullable Instant until) {
        NeedEvent.Facts need = Needs.raised(1, 1, 10).need();
        Reason reason = new Reason(need.needId(), 1, severity, MIDNIGHT, need.why());
        Card card = new Card(List.of(reason), 1, MIDNIGHT, MIDNIGHT, 1, null);
        return new Item(new UUID(1, 1), need.agent(), "billing", "clarity", kind, state, MIDNIGHT, 1, card, until);
    }
}
