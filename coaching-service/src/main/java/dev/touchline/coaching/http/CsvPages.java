package dev.touchline.coaching.http;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestMulti;

/**
 * A list as CSV, page by page: the next page is read when the last one is on its way, so a slow reader costs neither
 * memory nor a thread nor a transaction.
 */
final class CsvPages {
    static final String CSV = "text/csv;charset=UTF-8";

    private static final int PAGE = 500;

    private CsvPages() {}

    /** Reads so many at most after a place. */
    interface Source<T, P> {
        List<T> page(P after, int limit);
    }

    /**
     * The answer to a request.
     *
     * @param head the first line; it goes with the first page: until that is read, a failure is an answer of its own
     * @param place of an element, as the source takes it
     */
    static <T, P> RestMulti<byte[]> answer(
            String file, String head, P first, Source<T, P> source, Function<T, P> place, Function<T, String> line) {
        AtomicReference<P> after = new AtomicReference<>(first);
        AtomicReference<String> begin = new AtomicReference<>(head);
        Multi<byte[]> pages = Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom()
                        .item(() -> source.page(after.get(), PAGE))
                        .invoke(page -> {
                            if (!page.isEmpty()) {
                                after.set(place.apply(page.getLast()));
                            }
                        })
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .whilst(page -> page.size() == PAGE)
                .map(page -> {
                    StringBuilder text = new StringBuilder(begin.getAndSet(""));
                    page.forEach(each -> text.append(line.apply(each)));
                    return text.toString().getBytes(StandardCharsets.UTF_8);
                });
        return RestMulti.fromMultiData(pages)
                .header("Content-Disposition", "attachment; filename=\"" + file + "\"")
                .build();
    }
}
