package dev.touchline.coaching.core;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.coaching.core.CaseFile.Effect;
import dev.touchline.coaching.core.Command.Actor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever is sent again, from wherever, and however it is cut into batches, the same stands in the end. */
class CaseFileProperties {
    private static final int NEEDS = 6;
    private static final int RESPONSES = 8;

    @Property(tries = 2_000)
    void redeliveryEndsInWhatTheNeedsSay(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int length) {
        Random random = new Random(seed);
        Map<Integer, Set<Integer>> standing = new HashMap<>();
        List<NeedEvent> events = story(random, length, standing);
        CaseWorld world = new CaseWorld();

        deliverWithRepeats(world, events, random);

        Set<ResponseRef> expected =
                standing.values().stream().flatMap(Set::stream).map(Needs::ref).collect(toSet());
        assertThat(world.live()).hasSize(expected.isEmpty() ? 0 : 1);
        for (Item item : world.live()) {
            assertThat(world.evidenceOf(item)).isEqualTo(expected);
            assertCardIsTheSumOfItsNeeds(world, item);
        }
    }

    @Property(tries = 2_000)
    void aReplayFromTheStartChangesNothing(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int length) {
        Random random = new Random(seed);
        List<NeedEvent> events = story(random, length, new HashMap<>());
        CaseWorld world = new CaseWorld();
        deliverAmongPeople(world, events, random);
        world.sweep();
        Map<?, ?> items = Map.copyOf(world.items);
        Map<?, ?> needs = Map.copyOf(world.needs);
        Map<?, ?> evidence = Map.copyOf(world.evidence);

        List<Effect> effects = world.deliver(events);

        assertThat(effects).containsOnly(Effect.REPEATED);
        assertThat(world.items).isEqualTo(items);
        assertThat(world.needs).isEqualTo(needs);
        assertThat(world.evidence).isEqualTo(evidence);
    }

    @Property(tries = 2_000)
    void whatPeopleDoInBetweenNeverMakesTwoLiveItems(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int length) {
        Random random = new Random(seed);
        Map<Integer, Set<Integer>> standing = new HashMap<>();
        List<NeedEvent> events = story(random, length, standing);
        CaseWorld world = new CaseWorld();

        deliverAmongPeople(world, events, random);

        Set<ResponseRef> somewhere =
                world.evidence.keySet().stream().map(Held.Key::ref).collect(toSet());
        assertThat(standing.values().stream().flatMap(Set::stream).map(Needs::ref))
                .as("what speaks for a need stands on some item")
                .allMatch(somewhere::contains);
        for (Item item : world.items.values()) {
            assertThat(item.card().evidenceCount())
                    .isEqualTo(world.evidenceOf(item).size());
            assertThat(world.history.stream()
                            .filter(taken -> taken.item().id().equals(item.id()))
                            .filter(taken -> taken.step().action() != Step.Action.RENEWED)
                            .map(taken -> taken.step().version()))
                    .as("every step has its own version")
                    .doesNotHaveDuplicates()
                    .hasSize((int) item.version());
        }
    }

    @Property(tries = 2_000)
    void itMakesNoDifferenceHowPromptlyStaleItemsAreSwept(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int length) {
        Random random = new Random(seed);
        // One event every half an hour, of an answer that was given just then or is hours old.
        List<NeedEvent> events = story(
                random,
                length,
                new HashMap<>(),
                seq -> Set.of((int) Math.max(0, 60 + 30 * seq - 70 * random.nextInt(3))));
        CaseWorld prompt = new CaseWorld();
        CaseWorld late = new CaseWorld();

        for (NeedEvent event : events) {
            prompt.pass(Duration.ofMinutes(30));
            prompt.sweep();
            prompt.deliver(List.of(event));
            late.pass(Duration.ofMinutes(30));
            late.deliver(List.of(event));
        }
        prompt.sweep();
        late.sweep();

        assertThat(late.live().stream().map(late::evidenceOf))
                .isEqualTo(prompt.live().stream().map(prompt::evidenceOf).toList());
    }

    /** Random events of several needs; fills in which responses speak for which need in the end. */
    private static List<NeedEvent> story(Random random, int length, Map<Integer, Set<Integer>> standing) {
        return story(random, length, standing, _ -> some(random));
    }

    private static List<NeedEvent> story(
            Random random, int length, Map<Integer, Set<Integer>> standing, LongFunction<Set<Integer>> responses) {
        List<NeedEvent> events = new ArrayList<>();
        for (long seq = 1; seq <= length; seq++) {
            int need = random.nextInt(NEEDS);
            Set<Integer> held = standing.getOrDefault(need, Set.of());
            Set<Integer> some = responses.apply(seq);
            if (held.isEmpty()) {
                standing.put(need, some);
                events.add(Needs.raised(need, seq, some, some));
            } else if (random.nextBoolean()) {
                Set<Integer> all = new TreeSet<>(held);
                all.addAll(some);
                standing.put(need, all);
                events.add(Needs.added(need, seq, some, all));
            } else {
                Set<Integer> left = new TreeSet<>(held);
                left.removeAll(random.nextBoolean() ? held : some);
                Set<Integer> gone = new TreeSet<>(held);
                gone.removeAll(left);
                standing.put(need, left);
                events.add(Needs.withdrawn(need, seq, gone, left));
            }
        }
        return events;
    }

    private static Set<Integer> some(Random random) {
        Set<Integer> some = new TreeSet<>();
        do {
            some.add(random.nextInt(RESPONSES));
        } while (random.nextInt(3) > 0);
        return some;
    }

    private static void deliverWithRepeats(CaseWorld world, List<NeedEvent> events, Random random) {
        int repeats = 5;
        for (int next = 0; next < events.size(); ) {
            int end = Math.min(events.size(), next + 1 + random.nextInt(5));
            world.deliver(events.subList(next, end));
            assertThat(world.live().size()).isLessThanOrEqualTo(1);
            next = repeats-- > 0 && random.nextInt(3) == 0 ? random.nextInt(end) : end;
        }
    }

    private static void deliverAmongPeople(CaseWorld world, List<NeedEvent> events, Random random) {
        for (int next = 0; next < events.size(); ) {
            int end = Math.min(events.size(), next + 1 + random.nextInt(5));
            world.deliver(events.subList(next, end));
            assertThat(world.live().size()).isLessThanOrEqualTo(1);
            world.live().forEach(item -> world.attempt(item, anything(random)));
            world.pass(Duration.ofMinutes(random.nextInt(10)));
            next = end;
        }
    }

    private static Command anything(Random random) {
        Actor actor = new Actor("supervisor:" + random.nextInt(2), Actor.Reach.OWN_CLAIMS);
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Command.Claim(actor, Needs.START, Needs.ROOM);
            case 2 -> new Command.Release(actor);
            case 3 -> new Command.Lapse();
            case 4 -> new Command.Complete(actor, new Session("saw", "ideal", "practised", "next"));
            case 5 -> new Command.Dismiss(actor, DismissCause.TOOL, null);
            case 6 -> new Command.Expire();
            default -> new Command.Defer(actor, null);
        };
    }

    /** Recomputes from all standing needs what the card kept up step by step. */
    private static void assertCardIsTheSumOfItsNeeds(CaseWorld world, Item item) {
        List<Need> needs = world.needs.values().stream()
                .filter(need -> need.stands() && item.id().equals(need.itemId()))
                .toList();
        Card summed = item.card().shrunkTo(needs, 0);
        assertThat(item.card().reasons()).isEqualTo(summed.reasons());
        assertThat(item.card().freshUntil()).isEqualTo(summed.freshUntil());
        assertThat(item.card().newestAt()).isEqualTo(summed.newestAt());
        assertThat(item.card().evidenceCount()).isEqualTo(world.evidenceOf(item).size());
    }
}
