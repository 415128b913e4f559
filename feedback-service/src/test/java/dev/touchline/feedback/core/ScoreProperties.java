package dev.touchline.feedback.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ScoreProperties {
    record Pair(Scale scale, double low, double high) {}

    @Property
    void aScoreLiesWithin0And100(@ForAll("pairs") Pair pair) {
        assertThat(Score.of(pair.low, pair.scale).value()).isBetween(0.0, 100.0);
    }

    @Property
    void aBetterValueNeverScoresLess(@ForAll("pairs") Pair pair) {
        double low = Score.of(pair.low, pair.scale).value();
        double high = Score.of(pair.high, pair.scale).value();
        switch (pair.scale.direction()) {
            case HIGHER_IS_BETTER -> assertThat(high).isGreaterThanOrEqualTo(low);
            case LOWER_IS_BETTER -> assertThat(high).isLessThanOrEqualTo(low);
        }
    }

    @Property
    void theEndsScore0And100(@ForAll("pairs") Pair pair) {
        double min = Score.of(pair.scale.min(), pair.scale).value();
        double max = Score.of(pair.scale.max(), pair.scale).value();
        switch (pair.scale.direction()) {
            case HIGHER_IS_BETTER -> assertThat(new double[] {min, max}).containsExactly(0, 100);
            case LOWER_IS_BETTER -> assertThat(new double[] {min, max}).containsExactly(100, 0);
        }
    }

    @Property
    void turningTheScaleRoundMirrorsTheScore(@ForAll("pairs") Pair pair) {
        double up = Score.of(pair.low, turned(pair.scale, Direction.HIGHER_IS_BETTER))
                .value();
        double down = Score.of(pair.low, turned(pair.scale, Direction.LOWER_IS_BETTER))
                .value();
        assertThat(up + down).isBetween(99.9998, 100.0002);
    }

    @Example
    void wholeTenthsAreMetExactly() {
        Scale scale = new Scale(1, 11, Direction.HIGHER_IS_BETTER, Map.of());
        for (int value = 1; value <= 11; value++) {
            assertThat(Score.of(value, scale).value()).isEqualTo((value - 1) * 10);
        }
    }

    private static Scale turned(Scale scale, Direction direction) {
        return new Scale(scale.min(), scale.max(), direction, Map.of());
    }

    @Provide
    Arbitrary<Pair> pairs() {
        Arbitrary<Double> ends =
                Arbitraries.doubles().between(-Limits.VALUE, Limits.VALUE).ofScale(3);
        Arbitrary<Scale> scales = Combinators.combine(ends, ends, Arbitraries.of(Direction.class))
                .filter((a, b, direction) -> !a.equals(b))
                .as((a, b, direction) -> new Scale(Math.min(a, b), Math.max(a, b), direction, Map.of()));
        return scales.flatMap(scale -> {
            Arbitrary<Double> values =
                    Arbitraries.doubles().between(scale.min(), scale.max()).ofScale(3);
            return Combinators.combine(values, values).as((a, b) -> new Pair(scale, Math.min(a, b), Math.max(a, b)));
        });
    }
}
