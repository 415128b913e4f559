package dev.touchline.feedback.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MonthsTest {
    private static final int WRITERS = 4;

    @Test
    void writersThatNeedTheSameMonthsAtTheSameTimeAllGetThem() throws Exception {
        // given
        List<YearMonth> months = Stream.iterate(YearMonth.of(2016, 1), month -> month.plusMonths(1))
                .limit(24)
                .toList();
        CyclicBarrier together = new CyclicBarrier(WRITERS);

        // when
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int i = 0; i < WRITERS; i++) {
                all.add(writers.submit(() -> {
                    for (YearMonth month : months) {
                        together.await();
                        Months.ensure(ReadTables.jdbi(), List.of(month));
                    }
                    return null;
                }));
            }
        }

        // then
        for (Future<?> each : all) {
            each.get();
        }
        assertThat(ReadTables.rows("SELECT relname FROM pg_class WHERE relname LIKE 'response\\_201_\\___'"))
                .containsAll(months.stream().map(Months::partition).toList());
    }
}
