package dev.touchline.alerting.kafka;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.AlertEngine;
import dev.touchline.alerting.core.Conclusion;
import dev.touchline.alerting.core.Contributions;
import dev.touchline.alerting.core.Counted;
import dev.touchline.alerting.core.Decision;
import dev.touchline.alerting.core.Excusal;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.NeedChange;
import dev.touchline.alerting.core.Remembered;
import dev.touchline.alerting.core.ResponseJudge;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.Snapshots;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;

/**
 * Brings what became of coaching items back to the histories that {@link ResponseProcessor} keeps, in the same
 * transactions: what was found to be nothing about the agent leaves the agent's history, and a coaching is remembered
 * for those who recover after it. The same outcome again finds nothing left to do, and so do items that coaching closes
 * because their need was withdrawn: no circle.
 */
final class OutcomeProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = Logger.getLogger(OutcomeProcessor.class);

    private final Judging judging;
    private final AlertEngine engine;
    private final ResponseJudge judge;
    private final AlertingMetrics metrics;

    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<String, byte[]> memory;
    private Histories histories;
    private Accounting accounting;
    private Outputs outputs;
    private Instant stateIsFrom;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    OutcomeProcessor(Judging judging, AlertingMetrics metrics) {
        this.judging = judging;
        this.engine = new AlertEngine(judging.grace());
        this.judge = new ResponseJudge(engine);
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> given) {
        context = given;
        memory = given.getStateStore(StateStores.MEMORY);
        histories = new Histories(memory, given.getStateStore(StateStores.WARM));
        accounting = new Accounting(
                given.getStateStore(StateStores.ACCOUNTING), given.taskId().partition());
        outputs = new Outputs(given, Outputs.DEAD_OUTCOMES);
        stateIsFrom = Instant.ofEpochMilli(given.currentSystemTimeMs());
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        Accounting.Heard heard = heard(message);
        accounting.count(heard);
        metrics.count(heard);
    }

    private Accounting.Heard heard(Record<byte[], byte[]> message) {
        try {
            OutcomeRecord outcome = OutcomeRecord.read(message.key(), message.value());
            if (outcome.time().isAfter(Instant.ofEpochMilli(message.timestamp()).plus(ResponseProcessor.MOST_SKEW))) {
                return deadLetter(message, "at lies in the future");
            }
            if (outcome.aboutAgent() && outcome.conclusion() == Conclusion.NOT_AGENT) {
                return excuse(message, outcome);
            }
            return outcome.isCoaching() ? coached(message, outcome) : Accounting.Heard.OUTCOME_WITHOUT_EFFECT;
        } catch (KafkaException e) {
            throw e;
        } catch (OutcomeRecord.Unreadable e) {
            return deadLetter(message, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.errorf(
                    e, "Outcome can't be applied partition=%d", context.taskId().partition());
            return deadLetter(message, "cannot be applied: " + e.getClass().getSimpleName());
        }
    }

    private Accounting.Heard deadLetter(Record<byte[], byte[]> message, String reason) {
        outputs.deadLetter(message, reason);
        return Accounting.Heard.OUTCOME_DEAD_LETTERED;
    }

    /** Everything that may fail on bad data happens before the first write. */
    private Accounting.Heard excuse(Record<byte[], byte[]> message, OutcomeRecord outcome) {
        // What the histories refer to was published before they were written; an outcome is judged by no filter.
        FilterBook book = judging.filters().completeAt(Instant.EPOCH, stateIsFrom);
        String agent = outcome.agent().id();
        Map<ResponseKey, Optional<Remembered>> named = named(outcome);
        Known known = histories.load(agent, outcome.topic(), outcome.time(), book);
        Excusal excusal = judge.excuse(outcome.topic(), named, known.history());
        if (excusal.remembered().isEmpty()) {
            return Accounting.Heard.OUTCOME_WITHOUT_EFFECT;
        }
        tell(message, outcome, excusal.decision(), () -> {
            Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
            excusal.remembered()
                    .forEach((key, remembered) -> memory.put(
                            StateStores.responseKey(agent, key),
                            RememberedCodec.write(remembered, judging.responseExpires(now))));
            save(outcome, named, excusal, known, now);
        });
        metrics.countExcused(excusal.remembered().size(), excusal.unknown(), excusal.late());
        return Accounting.Heard.OUTCOME_APPLIED;
    }

    private Accounting.Heard coached(Record<byte[], byte[]> message, OutcomeRecord outcome) {
        FilterBook book = judging.filters().completeAt(Instant.EPOCH, stateIsFrom);
        String agent = outcome.agent().id();
        Known known = histories.load(agent, outcome.topic(), outcome.time(), book);
        Decision decision = engine.coached(known.history(), outcome.time());
        if (decision.history().equals(known.history())) {
            return Accounting.Heard.OUTCOME_WITHOUT_EFFECT;
        }
        tell(message, outcome, decision, () -> {
            Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
            Known.Change changed = new Known.Change(decision.history(), Optional.empty(), known.contributions());
            histories.save(agent, outcome.topic(), known, changed, judging.historyExpires(now));
        });
        return Accounting.Heard.OUTCOME_APPLIED;
    }

    /** @param write is done once what is to be told is ready */
    private void tell(Record<byte[], byte[]> message, OutcomeRecord outcome, Decision decision, Runnable write) {
        var told = decision.changes().stream()
                .map(change -> NeedRecords.of(change, outcome))
                .toList();
        write.run();
        told.forEach(need -> outputs.need(message, need, outcome.time()));
        decision.changes().stream().map(NeedChange::type).forEach(metrics::count);
    }

    private Map<ResponseKey, Optional<Remembered>> named(OutcomeRecord outcome) {
        Map<ResponseKey, Optional<Remembered>> named = new TreeMap<>();
        for (ResponseKey key : outcome.responses()) {
            byte[] value = memory.get(StateStores.responseKey(outcome.agent().id(), key));
            named.put(key, Optional.ofNullable(value).map(RememberedCodec::read));
        }
        return named;
    }

    private void save(
            OutcomeRecord outcome,
            Map<ResponseKey, Optional<Remembered>> named,
            Excusal excusal,
            Known known,
            Instant now) {
        AgentTopicHistory history = excusal.decision().history();
        Days days =
                new Days(memory, histories, context.taskId().partition(), Snapshots.contributionDays(judging.grace()));
        Contributions contributions = known.contributions();
        for (Map.Entry<ResponseKey, Remembered> one : excusal.remembered().entrySet()) {
            Counted before = named.getOrDefault(one.getKey(), Optional.empty())
                    .map(Remembered::counted)
                    .orElse(Counted.NOTHING);
            contributions = before.replaced(one.getValue().counted(), outcome.topic(), days.open(), contributions);
        }
        Known.Change changed = new Known.Change(history, Optional.empty(), contributions);
        histories.save(outcome.agent().id(), outcome.topic(), known, changed, judging.historyExpires(now));
    }
}
