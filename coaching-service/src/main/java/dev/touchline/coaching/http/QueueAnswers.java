package dev.touchline.coaching.http;

import dev.touchline.coaching.store.QueueVersions;
import dev.touchline.kit.http.Problem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Answers polls: by the queue's version alone when that is what the caller has, else with the page. */
@Singleton
class QueueAnswers {
    static final int UNAUTHORIZED = 401;

    private final QueueVersions versions;
    private final QueuePages pages;
    private final Clock clock;

    QueueAnswers(QueueVersions versions, QueuePages pages, Clock clock) {
        this.versions = versions;
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * What to answer.
     *
     * @param page absent when nothing changed
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
    record Answer(String tag, byte @Nullable [] page) {
        int status() {
            return page == null ? 304 : 200;
        }
    }

    Uni<Answer> answer(QueuePoll poll, @Nullable String ifNoneMatch) {
        return Uni.createFrom()
                .completionStage(() -> versions.current(poll.team()))
                .chain(version -> QueueTag.named(ifNoneMatch, QueueTag.of(version, poll.mark()))
                        ? changed(poll, version)
                        : Uni.createFrom().item(version))
                .chain(version -> answer(poll, version, ifNoneMatch));
    }

    private Uni<Long> changed(QueuePoll poll, long seen) {
        return poll.query().patience().isZero()
                ? Uni.createFrom().item(seen)
                : Uni.createFrom()
                        .completionStage(() ->
                                versions.changed(poll.team(), seen, poll.query().patience()));
    }

    private Uni<Answer> answer(QueuePoll poll, long version, @Nullable String ifNoneMatch) {
        String tag = QueueTag.of(version, poll.mark());
        if (QueueTag.named(ifNoneMatch, tag)) {
            return Uni.createFrom().item(new Answer(tag, null));
        }
        return Uni.createFrom()
                .item(() -> {
                    if (!poll.query().patience().isZero()) {
                        recheck(poll);
                    }
                    return new Answer(tag, pages.page(poll.query().wanted(), version));
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** What held when the poll came may not hold any more: it may have waited for long. */
    private void recheck(QueuePoll poll) {
        if (!poll.allowed().getAsBoolean()) {
            throw Problem.notFound("Team");
        }
        if (!clock.instant().isBefore(poll.until())) {
            throw Problem.of(UNAUTHORIZED, "Unauthorized", "The token ended while you waited; send a new one.");
        }
    }
}
