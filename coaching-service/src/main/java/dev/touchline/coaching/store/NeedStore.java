package dev.touchline.coaching.store;

import static java.util.stream.Collectors.toSet;

import dev.touchline.coaching.core.CaseChanges;
import dev.touchline.coaching.core.CaseChanges.ItemStep;
import dev.touchline.coaching.core.CaseFile;
import dev.touchline.coaching.core.CaseKey;
import dev.touchline.coaching.core.CaseStock;
import dev.touchline.coaching.core.Held;
import dev.touchline.coaching.core.Item;
import dev.touchline.coaching.core.Need;
import dev.touchline.coaching.core.NeedEvent;
import dev.touchline.coaching.core.ResponseRef;
import dev.touchline.coaching.core.Step;
import dev.touchline.coaching.store.Sql.Column;
import dev.touchline.kit.outbox.OutboxRelay;
import dev.touchline.kit.store.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Brings batches of needs and of responses to the tables, each batch in one transaction, whole or not at all. */
@Singleton
public class NeedStore {
    /** Class of the advisory locks that keep a Kafka partition's batches one after the other ("need"). */
    private static final int PARTITION_LOCKS = 0x6e656564;

    private final Database database;
    private final QueueVersions versions;
    private final OutboxRelay relay;
    private final Clock clock;

    NeedStore(Database database, QueueVersions versions, OutboxRelay relay, Clock clock) {
        this.database = database;
        this.versions = versions;
        this.relay = relay;
        this.clock = clock;
    }

    /**
     * What a batch of needs consists of.
     *
     * @param partitions where it was read; a consumer that lost them without knowing waits for its successor, or the
     *     other way round
     * @param responses that came along with needs
     */
    public record Batch(Set<Integer> partitions, List<NeedEvent> events, List<ResponseRow> responses) {}

    /** How many events took effect and how many had done so before. */
    public record Applied(int persisted, int repeated) {}

    public Applied applyNeeds(Batch batch) {
        // A disputed item may open again just when a batch opens one for the same case, or take over a need of it.
        Applied applied = Sql.retryingCollisions(() -> database.jdbi().inTransaction(handle -> apply(handle, batch)));
        if (applied.persisted() > 0) {
            versions.nudge();
            relay.nudge();
        }
        return applied;
    }

    /** Takes in revisions of responses; what is not newer than what stands has no effect. */
    public void applyResponses(Collection<ResponseRow> revisions) {
        boolean shown = database.jdbi().inTransaction(handle -> {
            List<ResponseRef> changed = ResponseRows.upsert(handle, revisions);
            List<String> teams = ItemRows.touch(handle, EvidenceRows.itemsShowing(handle, changed));
            QueueCounters.bump(handle, teams);
            return !teams.isEmpty();
        });
        if (shown) {
            versions.nudge();
        }
    }

    private Applied apply(Handle handle, Batch batch) {
        lock(handle, batch.partitions());
        List<ResponseRef> reworded = ResponseRows.upsert(handle, batch.responses());
        Set<UUID> shown = EvidenceRows.itemsShowing(handle, reworded);
        CaseStocks locked = CaseStocks.lock(handle, batch.events(), shown);
        List<NeedEvent> fresh = batch.events().stream()
                .filter(event -> locked.need(event.need().needId())
                        .filter(need -> need.hasApplied(event))
                        .isEmpty())
                .toList();
        Map<CaseKey, CaseStock> stocks = fresh.isEmpty() ? Map.of() : locked.load(handle, fresh);
        // Counted up before the cases are written, which count on from what was loaded: an item in both goes up too.
        Set<String> teams = new HashSet<>(ItemRows.touch(handle, shown));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Decided decided = decide(fresh, stocks, now);
        Sql.together(handle, () -> {
            write(handle, decided.cases(), now, teams);
            QueueCounters.bump(handle, teams);
        });
        return new Applied(decided.persisted(), batch.events().size() - decided.persisted());
    }

    private static void lock(Handle handle, Set<Integer> partitions) {
        Sql.query(
                handle,
                "SELECT pg_advisory_xact_lock(" + PARTITION_LOCKS + ", p)::text FROM unnest(?) AS p",
                row -> "",
                Column.ints(new TreeSet<>(partitions), partition -> partition));
    }

    private record Decided(int persisted, List<CaseChanges> cases) {}

    private static Decided decide(List<NeedEvent> events, Map<CaseKey, CaseStock> stocks, Instant now) {
        Map<CaseKey, CaseFile> files = new LinkedHashMap<>();
        int persisted = 0;
        for (NeedEvent event : events) {
            CaseFile file = files.computeIfAbsent(
                    event.need().key(),
                    key -> new CaseFile(stocks.getOrDefault(key, CaseStock.empty()), () -> Uuid7.next(now), now));
            persisted += file.apply(event) == CaseFile.Effect.APPLIED ? 1 : 0;
        }
        return new Decided(
                persisted, files.values().stream().map(CaseFile::settle).toList());
    }

    /** Writes what became of cases whose items are locked, and names the teams whose queues changed by it. */
    static void write(Handle handle, List<CaseChanges> cases, Instant now, Set<String> teams) {
        UnaryOperator<Item> placing = AgentDays.placing(
                handle,
                cases.stream().flatMap(each -> Stream.concat(each.opened().stream(), each.changed().stream())),
                now);
        List<Item> opened =
                collect(cases, CaseChanges::opened).stream().map(placing).toList();
        List<Item> changed =
                collect(cases, CaseChanges::changed).stream().map(placing).toList();
        List<Need> needs = collect(cases, CaseChanges::needs);
        List<Held.Key> removed = collect(cases, CaseChanges::removed);
        List<Held> added = collect(cases, CaseChanges::added);
        List<ItemStep> steps = collect(cases, CaseChanges::steps);
        // A question, and builds on none of the rest, which can be sent together after it.
        Map<UUID, UUID> recurrences = Recurrences.mark(handle, collect(cases, CaseChanges::flagged));
        // First what closes: where an item expires, another may open in its place (item_one_live).
        ItemRows.update(handle, changed, now);
        ItemRows.insert(handle, opened, now);
        NeedRows.upsert(handle, needs);
        EvidenceRows.delete(handle, removed);
        EvidenceRows.upsert(handle, added);
        List<ItemStep> all = Recurrences.told(steps, recurrences, changed, now);
        StepRows.insert(handle, withEvidence(handle, all), recurrences);
        opened.forEach(item -> teams.add(item.team()));
        changed.forEach(item -> teams.add(item.team()));
    }

    /** Who hears of an item as a whole is told of all its evidence, of which the case file holds a part. */
    private static List<ItemStep> withEvidence(Handle handle, List<ItemStep> steps) {
        Set<UUID> whole = steps.stream()
                .filter(NeedStore::isOfTheWhole)
                .map(taken -> taken.item().id())
                .collect(toSet());
        Map<UUID, List<ResponseRef>> evidence = EvidenceRows.newest(handle, whole, ItemStore.EVIDENCE_TOLD);
        return steps.stream()
                .map(taken -> isOfTheWhole(taken)
                        ? taken.with(evidence.getOrDefault(taken.item().id(), List.of()))
                        : taken)
                .toList();
    }

    private static boolean isOfTheWhole(ItemStep taken) {
        Step.Action action = taken.step().action();
        return action == Step.Action.EXPIRED
                || (action == Step.Action.RECURRED && taken.evidence().isEmpty());
    }

    private static <T> List<T> collect(List<CaseChanges> all, Function<CaseChanges, List<T>> part) {
        List<T> collected = new ArrayList<>();
        all.forEach(changes -> collected.addAll(part.apply(changes)));
        return collected;
    }
}
