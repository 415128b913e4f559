package dev.touchline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void requestsAreDueAtFixedDistances() {
        // given
        Schedule schedule = Schedule.evenly(1000, 500);

        // then
        assertThat(schedule.due(0)).isEqualTo(1000);
        assertThat(schedule.due(1)).isEqualTo(2_001_000);
        assertThat(schedule.due(500)).isEqualTo(1_000_001_000);
    }

    @Test
    void longRunsDoNotOverflow() {
        // given
        Schedule schedule = Schedule.evenly(0, 1);

        // then
        assertThat(schedule.due(100_000)).isEqualTo(100_000_000_000_000L);
    }

    @Test
    void whatIsDueAlreadyIsNotWaitedFor() throws InterruptedException {
        // given
        Schedule schedule = Schedule.evenly(System.nanoTime() - 200_000_000_000L, 10);
        long before = System.nanoTime();

        // when
        for (int i = 0; i < 1000; i++) {
            schedule.await(i);
        }

        // then
        assertThat(System.nanoTime() - before).isLessThan(50_000_000_000L);
    }

    @Test
    void nothingComesBeforeItIsDue() throws InterruptedException {
        // given
        Schedule schedule = Schedule.evenly(System.nanoTime(), 100);

        // when
        schedule.await(3);

        // then
        assertThat(System.nanoTime()).isGreaterThanOrEqualTo(schedule.due(3));
    }

    @Test
    void anIntervalOfNothingIsRefused() {
        assertThatThrownBy(() -> new Schedule(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
