package dev.touchline.coaching.store;

import dev.touchline.kit.http.Problem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * Brings together who asks for the same at the same time. Who comes first is served at once and alone; who comes while
 * others are being served is served after them, with all who came meanwhile. No thread stands by: of each group the
 * first serves all.
 *
 * @param <K> what is asked for
 * @param <Q> who asks
 * @param <A> what they get
 */
final class Gathering<K, Q, A> {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final int most;
    private final Duration patience;
    private final BiFunction<K, List<Q>, List<A>> service;
    /** Who waits for what; an entry is there as long as somebody is being served. */
    private final Map<K, ArrayDeque<Seat<Q, A>>> lines = new HashMap<>();

    /**
     * @param most how many are served at once
     * @param patience how long somebody stands in line before they are told to come back; who is being served waits as
     *     long as that takes
     * @param service serves a group; an answer each, in their order. What it throws, all of them get.
     */
    Gathering(int most, Duration patience, BiFunction<K, List<Q>, List<A>> service) {
        this.most = most;
        this.patience = patience;
        this.service = service;
    }

    /** One who waits: to be served with others, or to be the one who serves. */
    private record Seat<Q, A>(Q question, CompletableFuture<Call> called, CompletableFuture<A> answer) {
        static <Q, A> Seat<Q, A> of(Q question) {
            return new Seat<>(question, new CompletableFuture<>(), new CompletableFuture<>());
        }
    }

    private enum Call {
        BE_SERVED,
        SERVE,
        /** Nobody came to serve in time. */
        GIVE_UP
    }

    A ask(K key, Q question) {
        Seat<Q, A> own = Seat.of(question);
        sitDown(key, own);
        return switch (stand(own)) {
            case BE_SERVED -> answer(own);
            case SERVE -> serve(key);
            case GIVE_UP -> throw Problem.unavailable("The queue is busy; try again.", RETRY_AFTER);
        };
    }

    private synchronized void sitDown(K key, Seat<Q, A> own) {
        ArrayDeque<Seat<Q, A>> line = lines.get(key);
        if (line == null) {
            line = new ArrayDeque<>();
            lines.put(key, line);
            own.called().complete(Call.SERVE);
        }
        line.add(own);
    }

    /** Nobody stands in line for ever: the database may hang, and each who waits holds a thread. */
    private Call stand(Seat<Q, A> own) {
        return own.called()
                .completeOnTimeout(Call.GIVE_UP, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static <Q, A> A answer(Seat<Q, A> own) {
        try {
            return own.answer().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw e;
        }
    }

    private A serve(K key) {
        List<Seat<Q, A>> group = List.of();
        try {
            group = group(key);
            List<A> answers =
                    service.apply(key, group.stream().map(Seat::question).toList());
            for (int place = 1; place < group.size(); place++) {
                group.get(place).answer().complete(answers.get(place));
            }
            return answers.getFirst();
        } catch (RuntimeException | Error e) {
            group.forEach(seat -> seat.answer().completeExceptionally(e));
            throw e;
        } finally {
            passOn(key);
        }
    }

    private synchronized List<Seat<Q, A>> group(K key) {
        ArrayDeque<Seat<Q, A>> line = Objects.requireNonNull(lines.get(key));
        List<Seat<Q, A>> group = new ArrayList<>();
        group.add(line.remove());
        while (group.size() < most && !line.isEmpty()) {
            Seat<Q, A> next = line.remove();
            if (next.called().complete(Call.BE_SERVED)) {
                group.add(next);
            }
        }
        return group;
    }

    private synchronized void passOn(K key) {
        ArrayDeque<Seat<Q, A>> line = Objects.requireNonNull(lines.get(key));
        while (!line.isEmpty()) {
            if (line.element().called().complete(Call.SERVE)) {
                return;
            }
            line.remove();
        }
        lines.remove(key);
    }
}
