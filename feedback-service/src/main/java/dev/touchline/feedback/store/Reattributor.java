package dev.touchline.feedback.store;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import dev.touchline.feedback.core.AgentRef;
import dev.touchline.feedback.core.roster.Attribution;
import dev.touchline.feedback.core.roster.Attribution.Attributed;
import dev.touchline.feedback.core.roster.Roster;
import dev.touchline.feedback.core.roster.Standing.Elsewhere;
import dev.touchline.feedback.json.PublishedResponse;
import dev.touchline.feedback.kafka.SurveyRecords;
import dev.touchline.feedback.kafka.Transactions;
import dev.touchline.feedback.kafka.Transactions.Transaction;
import dev.touchline.feedback.store.ReattributionPlan.Case;
import dev.touchline.feedback.store.ReattributionStore.ChangedAlias;
import dev.touchline.feedback.store.ReattributionStore.Position;
import dev.touchline.feedback.store.ReattributionStore.Ref;
import dev.touchline.feedback.store.ReattributionStore.Todo;
import dev.touchline.kit.Failpoint;
import dev.touchline.kit.RootCause;
import dev.touchline.kit.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Sees to it that every response stands under the one agent that it is about: publishes it there, and its retraction
 * wherever else it was published, in one Kafka transaction. What is to be done lies in the database and is decided anew
 * from what the read model knows, so a crash at any point repeats records of the same ids, which have no second effect.
 */
@Singleton
public class Reattributor {
    private static final Logger LOG = Logger.getLogger(Reattributor.class);
    private static final int BATCH = 200;
    private static final int ALIASES = 50;
    private static final int PAGE = 1000;
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final String CORRECTED_ALIAS = "corrected-alias";

    private final Database database;
    private final Transactions transactions;
    private final SurveyRecords records;
    private final MeterRegistry metrics;
    private final Semaphore nudges = new Semaphore(0);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("reattributor").unstarted(() -> Database.patiently(this::run));

    Reattributor(Database database, Transactions transactions, SurveyRecords records, MeterRegistry metrics) {
        this.database = database;
        this.transactions = transactions;
        this.records = records;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    /** Has it look at once. */
    void nudge() {
        nudges.release();
    }

    private void run() {
        try {
            while (true) {
                if (nudges.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    nudges.drainPermits();
                }
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        try {
            while (database.migrated() && work()) {
                LOG.debug("More responses to attribute");
            }
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LOG.warnf("Responses not attributed anew, trying again cause=%s", RootCause.of(e));
        }
    }

    /** Does some of what is due; returns whether there may be more. */
    boolean work() {
        return database.jdbi().inTransaction(handle -> {
            if (!ReattributionStore.lock(handle)) {
                return false;
            }
            boolean moreAliases = look(handle);
            List<Todo> todos = ReattributionStore.due(handle, BATCH);
            if (!todos.isEmpty()) {
                attribute(handle, todos);
            }
            return moreAliases || todos.size() == BATCH;
        });
    }

    private void attribute(Handle handle, List<Todo> todos) {
        ReattributionPlan plan = plan(handle, todos);
        if (!plan.records().isEmpty()) {
            plan = publish(handle, todos);
        }
        Set<Ref> waiting = plan.waiting();
        ReattributionStore.later(
                handle,
                todos.stream().filter(todo -> waiting.contains(todo.ref())).toList(),
                LOOK_EVERY);
        ReattributionStore.done(
                handle,
                todos.stream().filter(todo -> !waiting.contains(todo.ref())).toList());
    }

    /** Decides once more, after whoever began before us was fenced, and publishes that. */
    private ReattributionPlan publish(Handle handle, List<Todo> todos) {
        try (Transaction transaction = transactions.begin()) {
            ReattributionPlan plan = plan(handle, todos);
            if (!plan.records().isEmpty()) {
                Map<ProducerRecord<String, byte[]>, Long> offsets = transaction.commit(plan.records());
                Failpoint.hit("after-reattribution-commit");
                ReattributionStore.told(handle, plan.told(), offsets);
                metrics.counter("touchline.responses.moved").increment(plan.moved());
                metrics.counter("touchline.responses.retracted")
                        .increment(plan.told().size());
            }
            return plan;
        }
    }

    private ReattributionPlan plan(Handle handle, List<Todo> todos) {
        Set<Ref> refs = todos.stream().map(Todo::ref).collect(toCollection(LinkedHashSet::new));
        Map<Ref, PublishedResponse> responses = ReattributionStore.responses(handle, refs);
        Map<Ref, List<Elsewhere>> elsewhere = ReattributionStore.elsewhere(handle, refs);
        Map<Ref, String> decided = ReattributionStore.decided(handle, refs);
        List<Case> cases = new ArrayList<>();
        for (Todo todo : todos) {
            PublishedResponse response = refs.remove(todo.ref()) ? responses.get(todo.ref()) : null;
            if (response != null) {
                cases.add(new Case(
                        todo, response, elsewhere.getOrDefault(todo.ref(), List.of()), decided.get(todo.ref())));
            }
        }
        return ReattributionPlan.of(
                cases, roster(handle, cases), records, Clock.systemUTC().instant());
    }

    /** Everybody whom these cases may be about, as the database knows them. */
    private static Roster roster(Handle handle, List<Case> cases) {
        return RosterStore.around(
                handle,
                cases.stream().flatMap(Case::agents).collect(toSet()),
                cases.stream().flatMap(each -> each.alias().stream()).collect(toSet()),
                List.of());
    }

    /** Finds the responses whose alias means somebody else now; returns whether there are more such aliases. */
    private static boolean look(Handle handle) {
        List<ChangedAlias> changed = ReattributionStore.changedAliases(handle, ALIASES);
        if (changed.isEmpty()) {
            return false;
        }
        Set<AgentRef.ByAlias> aliases =
                changed.stream().map(ChangedAlias::alias).collect(toSet());
        Roster roster = RosterStore.around(handle, List.of(), aliases, List.of());
        for (AgentRef.ByAlias alias : aliases) {
            for (String agent : ReattributionStore.holdersEver(handle, alias)) {
                look(handle, alias, agent, roster);
            }
        }
        ReattributionStore.lookedFor(handle, changed);
        return changed.size() == ALIASES;
    }

    private static void look(Handle handle, AgentRef.ByAlias alias, String agent, Roster roster) {
        Position position = Position.START;
        List<PublishedResponse> page;
        do {
            page = ReattributionStore.naming(handle, alias, agent, position, PAGE);
            List<Ref> strayed = page.stream()
                    .filter(response -> isAnothers(roster.resolve(alias, response.happenedAt()), agent))
                    .map(response -> new Ref(response.source(), response.responseId()))
                    .toList();
            if (!strayed.isEmpty()) {
                ReattributionStore.ask(handle, strayed, CORRECTED_ALIAS);
            }
            position = page.isEmpty() ? position : Position.after(page.getLast());
        } while (page.size() == PAGE);
    }

    private static boolean isAnothers(Attribution attribution, String agent) {
        return attribution instanceof Attributed whose && !whose.agent().id().equals(agent);
    }
}
