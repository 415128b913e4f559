package dev.touchline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Against a map from point to number. */
class HistogramProperties {
    @Property
    void sumsAddUpPointByPoint(@ForAll long seed, @ForAll @IntRange(max = 12) int parts) {
        Random random = new Random(seed);
        Histogram.Sum sum = new Histogram.Sum();
        Histogram stepByStep = Histogram.EMPTY;
        Map<Integer, Integer> expected = new TreeMap<>();
        for (int i = 0; i < parts; i++) {
            Histogram part = some(random);
            int sign = random.nextInt(3) == 0 ? -1 : 1;
            sum.add(part, sign);
            stepByStep = sign > 0 ? stepByStep.plus(part) : stepByStep.minus(part);
            map(part).forEach((point, count) -> expected.merge(point, sign * count, Integer::sum));
        }
        expected.values().removeIf(count -> count == 0);

        assertThat(map(sum.histogram())).isEqualTo(expected);
        assertThat(stepByStep).isEqualTo(sum.histogram());
    }

    @Property
    void whatIsAddedAndTakenAwayLeavesNothing(@ForAll long seed) {
        Histogram one = some(new Random(seed));

        assertThat(new Histogram.Sum().add(one, 1).add(one, -1).histogram()).isEqualTo(Histogram.EMPTY);
    }

    private static Histogram some(Random random) {
        Histogram some = Histogram.EMPTY;
        for (int i = random.nextInt(8); i > 0; i--) {
            some = some.plus(random.nextInt(Histogram.HIGHEST + 1) / 25 * 25, random.nextInt(9) - 4);
        }
        return some;
    }

    private static Map<Integer, Integer> map(Histogram histogram) {
        Map<Integer, Integer> map = new TreeMap<>();
        histogram.each(map::put);
        return map;
    }
}
