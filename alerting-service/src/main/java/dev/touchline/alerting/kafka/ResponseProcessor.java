package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.AlertEngine;
import dev.touchline.alerting.core.Colleagues;
import dev.touchline.alerting.core.Counted;
import dev.touchline.alerting.core.Decision;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Judgement;
import dev.touchline.alerting.core.NeedChange;
import dev.touchline.alerting.core.Rating;
import dev.touchline.alerting.core.Reason;
import dev.touchline.alerting.core.Remembered;
import dev.touchline.alerting.core.Response;
import dev.touchline.alerting.core.ResponseJudge;
import dev.touchline.alerting.core.Snapshots;
import dev.touchline.alerting.core.Verdict;
import dev.touchline.kit.Failpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

/**
 * Brings each response from its record to the {@link ResponseJudge} and what follows back to Kafka. State, output,
 * counters and offset are one transaction. A record that can't be judged is dead-lettered; only faults of Kafka or of
 * the stores stop the thread, which then tries again.
 */
final class ResponseProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    /** Who dead-letters, in its headers. */
    static final String CONSUMER = "alerting-service";

    private static final Logger LOG = Logger.getLogger(ResponseProcessor.class);

    /** How far the clock of another service may be ahead of the broker's; waiting for more would stop the partition. */
    static final Duration MOST_SKEW = Duration.ofMinutes(5);

    private static final Duration OVERDUE_EVERY = Duration.ofSeconds(10);

    private final Judging judging;
    private final ResponseJudge judge;
    private final AlertingMetrics metrics;

    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<String, byte[]> memory;
    private Histories histories;
    private Days days;
    private Optional<Pulses> pulses = Optional.empty();
    private Accounting accounting;
    private Outputs outputs;
    private Instant stateIsFrom;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    ResponseProcessor(Judging judging, AlertingMetrics metrics) {
        this.judging = judging;
        this.judge = new ResponseJudge(new AlertEngine(judging.grace()));
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> given) {
        context = given;
        memory = given.getStateStore(StateStores.MEMORY);
        histories = new Histories(memory, given.getStateStore(StateStores.WARM));
        days = new Days(memory, histories, given.taskId().partition(), Snapshots.contributionDays(judging.grace()));
        pulses = judging.watch().map(watch -> new Pulses(watch, given.taskId().partition()));
        accounting = new Accounting(
                given.getStateStore(StateStores.ACCOUNTING), given.taskId().partition());
        outputs = new Outputs(given, Outputs.DEAD);
        stateIsFrom = Instant.ofEpochMilli(given.currentSystemTimeMs());
        Forgetting forgetting = new Forgetting(memory, histories);
        given.schedule(
                Forgetting.EVERY,
                PunctuationType.WALL_CLOCK_TIME,
                millis -> forgetting.run(Instant.ofEpochMilli(millis)));
        given.schedule(
                OVERDUE_EVERY,
                PunctuationType.WALL_CLOCK_TIME,
                millis -> pulses.ifPresent(counts ->
                        counts.overdue(Instant.ofEpochMilli(millis)).forEach(pulse -> outputs.pulse(millis, pulse))));
    }

    @Override
    public void close() {
        histories.close();
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        days.advance(message.timestamp()).forEach(snapshot -> outputs.snapshot(message, snapshot));
        pulses.ifPresent(counts -> counts.advance(Instant.ofEpochMilli(message.timestamp()))
                .forEach(pulse -> outputs.pulse(message.timestamp(), pulse)));
        Accounting.Outcome outcome = outcome(message);
        accounting.count(outcome);
        metrics.count(outcome);
        Failpoint.hit("after-process-before-commit");
    }

    private Accounting.Outcome outcome(Record<byte[], byte[]> message) {
        try {
            SurveyResponses.Readable arrived = SurveyResponses.read(message.key(), message.value(), message.headers());
            return judge(message, arrived);
        } catch (KafkaException e) {
            throw e;
        } catch (SurveyResponses.Unreadable e) {
            return deadLetter(message, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.errorf(
                    e, "Response can't be judged partition=%d", context.taskId().partition());
            return deadLetter(message, "cannot be judged: " + e.getClass().getSimpleName());
        }
    }

    private Accounting.Outcome deadLetter(Record<byte[], byte[]> message, String reason) {
        outputs.deadLetter(message, reason);
        return Accounting.Outcome.DEAD_LETTERED;
    }

    /** Everything that may fail on bad data happens before the first write. */
    private Accounting.Outcome judge(Record<byte[], byte[]> message, SurveyResponses.Readable arrived)
            throws SurveyResponses.Unreadable {
        String agentId = arrived.response().agent().id();
        Response response = core(message, arrived);
        Instant receivedAt = arrived.response().receivedAt();
        FilterBook book = judging.filters().completeAt(receivedAt, stateIsFrom);
        Agent agent = new Agent(histories, agentId, receivedAt, book);
        String key = StateStores.responseKey(agentId, response.key());
        Optional<Remembered> earlier = Optional.ofNullable(memory.get(key)).map(RememberedCodec::read);
        Judgement judgement = judge.judge(
                response,
                earlier,
                topic -> agent.on(topic).history(),
                book,
                new Colleagues(
                        judging.usual()::completeAt,
                        context.taskId().partition(),
                        topic -> agent.on(topic).contributions()));
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        return switch (judgement) {
            case Judgement.Duplicate duplicate -> Accounting.Outcome.DUPLICATE;
            case Judgement.Superseded superseded -> Accounting.Outcome.SUPERSEDED;
            case Judgement.Late late -> {
                remember(key, late.remembered(), now);
                outputs.late(message, late.by());
                yield Accounting.Outcome.LATE;
            }
            case Judgement.Evaluated evaluated -> {
                List<NeedRecords.Ready> told = told(arrived, evaluated.decisions());
                remember(key, evaluated.remembered(), now);
                agent.save(earlier, evaluated, days, judging.historyExpires(now));
                told.forEach(need -> outputs.need(message, need, receivedAt));
                pulse(response, earlier, evaluated);
                mute(message, evaluated);
                if (!evaluated.lateTopics().isEmpty()) {
                    outputs.partlyLate(message, evaluated.lateBy(), evaluated.lateTopics());
                }
                yield Accounting.Outcome.EVALUATED;
            }
        };
    }

    /** Counts the flags that were muted. */
    private void mute(Record<byte[], byte[]> message, Judgement.Evaluated evaluated) {
        for (Decision decision : evaluated.decisions().values()) {
            if (decision.verdict() instanceof Verdict.Marked marked) {
                for (Verdict.Muted muted : marked.muted()) {
                    boolean silenced = muted.because() instanceof Reason.Silenced;
                    outputs.muted(message, accounting.countMuted(muted.filterId(), silenced));
                    metrics.countMuted(muted.filterId(), silenced);
                }
            }
        }
    }

    /** Counts what is rated for the first time; what a person took out is not remembered as counted, but was. */
    private void pulse(Response response, Optional<Remembered> earlier, Judgement.Evaluated evaluated) {
        if (pulses.isEmpty()) {
            return;
        }
        Counted before = earlier.map(Remembered::counted).orElse(Counted.NOTHING);
        for (Rating rating : response.ratings()) {
            if (!before.byTopic().containsKey(rating.topic())
                    && !evaluated.remembered().excused().contains(rating.topic())
                    && !evaluated.lateTopics().contains(rating.topic())) {
                pulses.get().count(rating);
            }
        }
    }

    private void remember(String key, Remembered remembered, Instant now) {
        memory.put(key, RememberedCodec.write(remembered, judging.responseExpires(now)));
    }

    private List<NeedRecords.Ready> told(SurveyResponses.Readable arrived, Map<String, Decision> decisions) {
        List<NeedRecords.Ready> told = new ArrayList<>();
        decisions.forEach((topic, decision) -> {
            for (NeedChange change : decision.changes()) {
                told.add(NeedRecords.of(change, topic, arrived));
                metrics.count(change.type());
            }
        });
        return told;
    }

    private static Response core(Record<byte[], byte[]> message, SurveyResponses.Readable arrived)
            throws SurveyResponses.Unreadable {
        Instant appended = Instant.ofEpochMilli(message.timestamp());
        if (arrived.response().receivedAt().isAfter(appended.plus(MOST_SKEW))) {
            throw new SurveyResponses.Unreadable("receivedAt lies in the future");
        }
        try {
            return arrived.response().toCore();
        } catch (IllegalArgumentException e) {
            throw new SurveyResponses.Unreadable(String.valueOf(e.getMessage()));
        }
    }
}
