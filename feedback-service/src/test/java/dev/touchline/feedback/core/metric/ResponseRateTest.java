package dev.touchline.feedback.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.touchline.feedback.core.metric.ResponseRate.Verdict;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResponseRateTest {
    private static final double FLOOR = 0.15;

    @Test
    void aRateIsLowBelowTheFloorAndFineFromItOn() {
        ResponseRate low = ResponseRate.of(14, OptionalLong.of(100), FLOOR);
        assertThat(low.verdict()).isEqualTo(Verdict.LOW);
        assertThat(low.warned()).isTrue();
        assertThat(low.rate().orElseThrow()).isEqualTo(0.14, within(1e-12));
        assertThat(ResponseRate.of(15, OptionalLong.of(100), FLOOR).verdict()).isEqualTo(Verdict.FINE);
        assertThat(ResponseRate.of(100, OptionalLong.of(100), FLOOR).verdict()).isEqualTo(Verdict.FINE);
        assertThat(ResponseRate.of(0, OptionalLong.of(1), FLOOR).verdict()).isEqualTo(Verdict.LOW);
    }

    @Test
    void aRateIsUnknownWhenNothingWasOfferedOrNobodyHasSaid() {
        assertThat(ResponseRate.of(5, OptionalLong.empty(), FLOOR).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(ResponseRate.of(0, OptionalLong.of(0), FLOOR).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(ResponseRate.of(0, OptionalLong.of(0), FLOOR).rate()).isEmpty();
        assertThat(ResponseRate.of(0, OptionalLong.of(0), FLOOR).warned()).isFalse();
    }

    @Test
    void moreAnswersThanSurveysAreWarnedOf() {
        assertThat(ResponseRate.of(11, OptionalLong.of(10), FLOOR).verdict()).isEqualTo(Verdict.INCONSISTENT);
        assertThat(ResponseRate.of(11, OptionalLong.of(10), FLOOR).rate()).hasValue(1.1);
        assertThat(ResponseRate.of(1, OptionalLong.of(0), FLOOR).verdict()).isEqualTo(Verdict.INCONSISTENT);
        assertThat(ResponseRate.of(1, OptionalLong.of(0), FLOOR).warned()).isTrue();
    }

    @Test
    void severalTogetherAreThoseOfWhomItIsKnownWhatWasOffered() {
        ResponseRate known = ResponseRate.of(10, OptionalLong.of(100), FLOOR);
        ResponseRate silent = ResponseRate.of(0, OptionalLong.of(100), FLOOR);
        ResponseRate unknown = ResponseRate.of(90, OptionalLong.empty(), FLOOR);
        ResponseRate wrong = ResponseRate.of(3, OptionalLong.of(2), FLOOR);

        assertThat(ResponseRate.total(List.of(known, silent, unknown), FLOOR))
                .isEqualTo(ResponseRate.of(10, OptionalLong.of(200), FLOOR));
        assertThat(ResponseRate.total(List.of(unknown, unknown), FLOOR))
                .isEqualTo(ResponseRate.of(180, OptionalLong.empty(), FLOOR));
        assertThat(ResponseRate.total(List.of(known, wrong), FLOOR).verdict()).isEqualTo(Verdict.INCONSISTENT);
        assertThat(ResponseRate.total(List.of(), FLOOR).verdict()).isEqualTo(Verdict.UNKNOWN);
    }
}
