package dev.touchline.feedback.fetch;

import dev.touchline.feedback.core.fetch.FetchPlan;
import dev.touchline.feedback.core.fetch.FetchPlan.Next;
import dev.touchline.feedback.core.fetch.FetchResult;
import dev.touchline.feedback.core.source.SourceSettings.FetchBackSettings;
import dev.touchline.feedback.json.HeldDelivery;
import dev.touchline.feedback.kafka.DeliverySorter;
import dev.touchline.feedback.kafka.DeliverySorter.Sorted;
import dev.touchline.feedback.kafka.KafkaAway;
import dev.touchline.feedback.kafka.SurveyProducer;
import dev.touchline.feedback.mapping.Mapping;
import dev.touchline.feedback.store.FetchWork;
import dev.touchline.feedback.store.FetchWork.Allowed;
import dev.touchline.feedback.store.FetchWork.Claim;
import dev.touchline.feedback.store.FetchWork.Job;
import dev.touchline.kit.Failpoint;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Fetches answers and leads them through the same door as what is posted. At least once: whatever breaks in between,
 * the same answer comes again with the same event id, which has no second effect.
 */
final class FetchWorker {
    private static final Logger LOG = Logger.getLogger(FetchWorker.class);
    /** A platform that is asked more often than this is waited for; any other is looked at again later. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final FetchWork work;
    private final Platform platform;
    private final DeliverySorter sorter;
    private final SurveyProducer producer;
    private final FetchPlan plan;
    private final Duration lease;
    private final Clock clock;
    private final RandomGenerator random;
    private final MeterRegistry metrics;

    /** @param lease longer than one attempt can take, from asking to what the broker says */
    FetchWorker(
            FetchWork work,
            Platform platform,
            DeliverySorter sorter,
            SurveyProducer producer,
            FetchPlan plan,
            Duration lease,
            Clock clock,
            RandomGenerator random,
            MeterRegistry metrics) {
        this.work = work;
        this.platform = platform;
        this.sorter = sorter;
        this.producer = producer;
        this.plan = plan;
        this.lease = lease;
        this.clock = clock;
        this.random = random;
        this.metrics = metrics;
    }

    /**
     * Fetches for a source until nothing is due, or it may not be asked soon, or nobody takes what is fetched.
     *
     * @param target asked for before each fetch: settings may change meanwhile
     */
    void drain(Supplier<Optional<FetchTarget>> target) throws InterruptedException {
        boolean more = true;
        while (more) {
            FetchTarget now = target.get().orElse(null);
            more = now != null && one(now);
        }
    }

    private boolean one(FetchTarget target) throws InterruptedException {
        FetchBackSettings settings = target.settings();
        Instant now = clock.instant();
        return switch (work.claim(new Allowed(target.id(), settings.perMinute(), settings.perDay()), now, lease)) {
            case Claim.Taken(Job job) -> fetch(target, job);
            case Claim.NotBefore(Instant at) -> {
                Duration wait = Duration.between(now, at);
                boolean soon = wait.compareTo(SOON) <= 0;
                if (soon) {
                    Thread.sleep(wait);
                }
                yield soon;
            }
            case Claim.Nothing nothing -> false;
        };
    }

    private boolean fetch(FetchTarget target, Job job) throws InterruptedException {
        if (job.attempt() > plan.attempts()) {
            // Whoever was at it never came back, again and again.
            follow(job, new Next.GiveUp(FetchPlan.FAILED, "no attempt came to an end"));
            return true;
        }
        FetchResult result = platform.fetch(target, job.surveyId(), job.responseId());
        Failpoint.hit("after-fetch-before-produce");
        return switch (result) {
            case FetchResult.Failure failure -> failed(job, failure);
            // A page for people, of an upkeep or of a login, is gone some day: the mapping is not to blame.
            case FetchResult.Body(byte[] body)
            when !Mapping.isJson(body) -> failed(job, new FetchResult.NoAnswer("the platform's answer is not JSON"));
            case FetchResult.Body(byte[] json) -> take(target, job, json);
        };
    }

    private boolean failed(Job job, FetchResult.Failure failure) {
        follow(job, plan.after(failure, job.attempt(), clock.instant(), random));
        return true;
    }

    private void follow(Job job, Next next) {
        switch (next) {
            case Next.Retry(Instant at, boolean holdsSource, String detail) -> {
                work.retry(job, at, holdsSource, detail);
                count(job, "retried");
            }
            case Next.GiveUp(String reason, String detail) -> {
                work.giveUp(job, reason, detail);
                givenUp(job, reason);
            }
        }
    }

    /** @return whether there is any use in fetching more now */
    private boolean take(FetchTarget target, Job job, byte[] json) {
        Sorted sorted = sorter.sortFetched(target.source(), json, job.receivedAt());
        try {
            producer.send(sorted.records()).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof KafkaAway) {
                work.putBack(job, clock.instant().plus(plan.first()), "Kafka does not answer");
                return false;
            }
            throw e;
        }
        Failpoint.hit("after-fetch-produce-before-commit");
        HeldDelivery held = sorted.held();
        if (held == null) {
            work.fetched(job, sorted.eventIds(), clock.instant());
            count(job, "fetched");
        } else {
            work.giveUp(job, held.reason(), held.causes(), held.mappingVersion(), sorted.eventIds(), json);
            givenUp(job, held.reason());
        }
        return true;
    }

    private void givenUp(Job job, String reason) {
        LOG.warnf("Answers not fetched, a person must look source=%s id=%s reason=%s", job.source(), job.id(), reason);
        count(job, "given-up");
    }

    private void count(Job job, String outcome) {
        metrics.counter("touchline.fetches", "source", job.source(), "outcome", outcome)
                .increment();
    }
}
