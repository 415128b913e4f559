package dev.touchline.coaching.http;

import dev.touchline.coaching.store.QueueVersions;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Answers polls: by the queue's version alone when that is what the caller has, else with the page. */
@Singleton
class QueueAnswers {
    private final QueueVersions versions;
    private final QueuePages pages;

    QueueAnswers(QueueVersions versions, QueuePages pages) {
        this.versions = versions;
        this.pages = pages;
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
                .chain(version -> answer(poll, QueueTag.of(version, poll.mark()), ifNoneMatch));
    }

    private Uni<Long> changed(QueuePoll poll, long seen) {
        return poll.query().patience().isZero()
                ? Uni.createFrom().item(seen)
                : Uni.createFrom()
                        .completionStage(() ->
                                versions.changed(poll.team(), seen, poll.query().patience()));
    }

    private Uni<Answer> answer(QueuePoll poll, String tag, @Nullable String ifNoneMatch) {
        if (QueueTag.named(ifNoneMatch, tag)) {
            return Uni.createFrom().item(new Answer(tag, null));
        }
        return Uni.createFrom()
                .item(() -> new Answer(tag, pages.page(poll.query().wanted())))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
