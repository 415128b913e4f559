package dev.touchline.coaching.store;

import dev.touchline.coaching.core.CaseChanges.ItemStep;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.Kind;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.core.Transition;
import dev.touchline.coaching.core.Transition.Moved;
import dev.touchline.coaching.core.Transition.Refused;
import dev.touchline.coaching.store.ItemReader.Whole;
import dev.touchline.coaching.store.Sql.Question;
import dev.touchline.kit.RootCause;
import dev.touchline.kit.http.Problem;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Hands out what comes next in a queue. Claimers of the same queue who come at the same time get theirs in one
 * transaction, in the order in which they came: they share its round trips and its commit, and don't search past the
 * rows that the others have just locked.
 *
 * <p>Such a transaction waits for nobody but the queue's counter: items that others hold are passed over, and so are
 * claimers who claim something else just now. Who gets nothing by that, although there may be something, claims alone
 * and waits, so that "nothing to do" is said only when it is true.
 */
@Singleton
public class ClaimDesk {
    private static final Logger LOG = Logger.getLogger(ClaimDesk.class);
    /** So that of many some are answered, and ask again, while others are served. */
    private static final int AT_ONCE = 32;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Database database;
    private final ItemStore items;
    private final Gathering<QueueFront, Claimer, Optional<Handout>> gathering =
            new Gathering<>(AT_ONCE, PATIENCE, this::together);

    ClaimDesk(Database database, ItemStore items) {
        this.database = database;
        this.items = items;
    }

    /** What a claimer gets. */
    public sealed interface Handout {
        /** It is theirs. */
        record Given(Whole item) implements Handout {}

        /** There is something, but not for them. */
        record Denied(String reason) implements Handout {}

        /** Nothing is open. */
        record NothingOpen() implements Handout {}
    }

    /** What is known once the claimers' turns are had and items are locked. */
    private record Table(Set<String> turns, Map<String, Integer> held, List<Item> open) {
        static Table empty() {
            return new Table(new HashSet<>(), new HashMap<>(), new ArrayList<>());
        }
    }

    /** Claims the open item that comes first, if there is one. */
    public Handout next(String team, Set<Kind> kinds, Claimer claimer) {
        QueueFront queue = new QueueFront(team, kinds);
        return gathering.ask(queue, claimer).orElseGet(() -> alone(queue, claimer));
    }

    /** One answer each; who gets none has to claim alone. So do all of them when it fails by the fault of one. */
    List<Optional<Handout>> together(QueueFront queue, List<Claimer> claimers) {
        try {
            return handOut(queue, claimers, look(queue, claimers));
        } catch (RuntimeException e) {
            // Where the database is away, it is not known what was committed.
            if (claimers.size() == 1 || Database.isTransient(e)) {
                throw e;
            }
            LOG.warnf("Claims go on one by one claims=%d cause=%s", claimers.size(), RootCause.of(e));
            return claimers.stream().map(_ -> Optional.<Handout>empty()).toList();
        }
    }

    /** Takes what is free; where there is none but others hold some, waits for the first, and looks again. */
    private Handout alone(QueueFront queue, Claimer claimer) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        do {
            for (Function<List<Item>, Question> front :
                    List.<Function<List<Item>, Question>>of(queue::first, queue::awaited)) {
                Optional<Handout> handout = handOut(queue, List.of(claimer), alone(queue, claimer, front))
                        .getFirst();
                if (handout.isPresent()) {
                    return handout.get();
                }
            }
        } while (System.nanoTime() < until);
        throw Problem.unavailable("The queue is busy; try again.", RETRY_AFTER);
    }

    private static Look alone(QueueFront queue, Claimer claimer, Function<List<Item>, Question> front) {
        return handle -> {
            Table table = Table.empty();
            table.turns().add(claimer.subject());
            Sql.ask(handle, claimer.turn(), Claimer.holding(List.of(claimer), table.held()), front.apply(table.open()));
            return table;
        };
    }

    private static Look look(QueueFront queue, List<Claimer> claimers) {
        return handle -> {
            Table table = Table.empty();
            Sql.ask(
                    handle,
                    Claimer.turns(claimers, table.turns()),
                    Claimer.holding(claimers, table.held()),
                    queue.first(claimers.size(), table.open()));
            return table;
        };
    }

    /** Locks what it reads. */
    private interface Look {
        Table at(Handle handle);
    }

    private List<Optional<Handout>> handOut(QueueFront queue, List<Claimer> claimers, Look look) {
        List<Optional<Handout>> handouts = database.jdbi().inTransaction(handle -> {
            Table table = look.at(handle);
            Instant now = items.now();
            List<Optional<Transition>> decided = decide(table, claimers, now);
            Map<UUID, Whole> given = write(handle, queue, moves(decided));
            return answers(handle, queue, decided, given);
        });
        if (handouts.stream().flatMap(Optional::stream).anyMatch(Handout.Given.class::isInstance)) {
            items.tell();
        }
        return handouts;
    }

    /** Each in turn gets the first item that is left; nothing, when there is none or it is not their turn. */
    private static List<Optional<Transition>> decide(Table table, List<Claimer> claimers, Instant now) {
        List<Optional<Transition>> decided = new ArrayList<>();
        int taken = 0;
        for (Claimer claimer : claimers) {
            if (taken == table.open().size() || !table.turns().contains(claimer.subject())) {
                decided.add(Optional.empty());
                continue;
            }
            int held = table.held().getOrDefault(claimer.subject(), 0);
            Transition transition = Transition.of(table.open().get(taken), claimer.command(held), now);
            decided.add(Optional.of(transition));
            if (transition instanceof Moved) {
                table.held().merge(claimer.subject(), 1, Integer::sum);
                taken++;
            }
        }
        return decided;
    }

    private static List<Moved> moves(List<Optional<Transition>> decided) {
        return decided.stream()
                .flatMap(Optional::stream)
                .flatMap(transition -> transition instanceof Moved moved ? Stream.of(moved) : Stream.empty())
                .toList();
    }

    private static Map<UUID, Whole> write(Handle handle, QueueFront queue, List<Moved> moves) {
        if (moves.isEmpty()) {
            return Map.of();
        }
        List<Item> claimed = moves.stream().map(Moved::item).toList();
        Map<UUID, Whole> wholes = ItemReader.wholes(handle, claimed).stream()
                .collect(Collectors.toMap(whole -> whole.item().id(), whole -> whole));
        Map<UUID, List<ResponseRef>> evidence = new HashMap<>();
        wholes.forEach((id, whole) -> evidence.put(id, told(whole)));
        List<ItemStep> steps = ItemStore.steps(moves, evidence);
        Sql.together(handle, () -> {
            ItemRows.claim(handle, claimed);
            StepRows.insert(handle, steps);
            // Last: who waits for the counter waits for the commit only.
            QueueCounters.bump(handle, List.of(queue.team()));
        });
        return wholes;
    }

    private static List<ResponseRef> told(Whole whole) {
        return whole.words().stream()
                .limit(ItemStore.EVIDENCE_TOLD)
                .map(word -> new ResponseRef(word.source(), word.responseId()))
                .toList();
    }

    private static List<Optional<Handout>> answers(
            Handle handle, QueueFront queue, List<Optional<Transition>> decided, Map<UUID, Whole> given) {
        boolean all = decided.stream().allMatch(Optional::isPresent);
        Optional<Handout> none =
                all || queue.anyOpen(handle) ? Optional.empty() : Optional.of(new Handout.NothingOpen());
        return decided.stream()
                .map(each -> each.isEmpty() ? none : each.map(transition -> handout(transition, given)))
                .toList();
    }

    private static Handout handout(Transition transition, Map<UUID, Whole> given) {
        return switch (transition) {
            case Moved moved ->
                new Handout.Given(Objects.requireNonNull(given.get(moved.item().id())));
            case Refused refused -> new Handout.Denied(refused.reason());
        };
    }
}
