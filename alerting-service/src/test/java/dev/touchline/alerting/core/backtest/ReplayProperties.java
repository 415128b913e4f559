package dev.touchline.alerting.core.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.alerting.core.AgentTopicHistory;
import dev.touchline.alerting.core.AlertEngine;
import dev.touchline.alerting.core.Baselines;
import dev.touchline.alerting.core.Definition;
import dev.touchline.alerting.core.FilterBook;
import dev.touchline.alerting.core.Judgement;
import dev.touchline.alerting.core.NeedChange;
import dev.touchline.alerting.core.Rehearsal;
import dev.touchline.alerting.core.Remembered;
import dev.touchline.alerting.core.ResponseJudge;
import dev.touchline.alerting.core.ResponseKey;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReplayProperties {
    private static final Definition DRAFT = Past.each(25);
    private static final Definition LIVE = Past.count(50, 2, Duration.ofDays(2));

    @Property(tries = 300)
    void aDayHasTheFlagsThatWouldHaveStood(@ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int size) {
        // given responses, repetitions and revisions in any order
        Random random = new Random(seed);
        List<Rehearsal.Sent> past = Past.random(random, size, 200);
        Collections.shuffle(past, random);

        Figures figures = Past.replay(Past.trying(DRAFT, LIVE), past);

        assertThat(figures.draft().byDay()).isEqualTo(standing(Side.DRAFT, past));
        assertThat(figures.live().orElseThrow().byDay()).isEqualTo(standing(Side.LIVE, past));
    }

    @Property(tries = 200)
    void theOrderOfArrivalWithinTheGraceChangesNothing(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int size) {
        Random random = new Random(seed);
        List<Rehearsal.Sent> past = Past.random(random, size, 72);
        List<Rehearsal.Sent> shuffled = new ArrayList<>(past);
        Collections.shuffle(shuffled, random);

        Figures one = Past.replay(Past.trying(DRAFT, LIVE), past);
        Figures other = Past.replay(Past.trying(DRAFT, LIVE), shuffled);

        assertThat(other.draft()).isEqualTo(one.draft());
        assertThat(other.live()).isEqualTo(one.live());
        assertThat(other.overlap()).isEqualTo(one.overlap());
        assertThat(causes(other.samples())).isEqualTo(causes(one.samples()));
        assertThat(causes(other.missing())).isEqualTo(causes(one.missing()));
    }

    @Property(tries = 200)
    void agentsMayBeSharedOutToSeveralReplays(@ForAll long seed, @ForAll @IntRange(min = 0, max = 200) int size) {
        Random random = new Random(seed);
        List<Rehearsal.Sent> past = Past.random(random, size, 600);
        Trying trying = Past.trying(DRAFT, LIVE);

        Tally total = Replay.nothing(trying);
        for (String agent : List.of("a2", "a0", "a1")) {
            Replay part = new Replay(trying, 0);
            past.stream()
                    .filter(sent -> sent.agent().equals(agent))
                    .forEach(sent -> part.hear(agent, sent.response(), Past.arrived(sent)));
            total.addAll(part.finish());
        }

        assertThat(total.figures(true)).isEqualTo(Past.replay(trying, past));
    }

    @Property(tries = 100)
    void everyFlagIsInEachBreakdownAndInTheOverlap(@ForAll long seed, @ForAll @IntRange(min = 0, max = 100) int size) {
        List<Rehearsal.Sent> past = Past.random(new Random(seed), size, 300);

        Figures figures = Past.replay(Past.trying(DRAFT, LIVE), past);

        for (Figures.Flags flags : List.of(figures.draft(), figures.live().orElseThrow())) {
            assertThat(sum(flags.byDay())).isEqualTo(flags.total());
            assertThat(sum(flags.byTeam())).isEqualTo(flags.total());
            assertThat(sum(flags.byTopic())).isEqualTo(flags.total());
            assertThat(sum(flags.byAgent())).isEqualTo(flags.total());
        }
        Figures.Overlap overlap = figures.overlap().orElseThrow();
        assertThat(overlap.both() + overlap.draftOnly())
                .isLessThanOrEqualTo(figures.draft().total());
        assertThat(figures.samples())
                .hasSize((int) Math.min(Samples.MOST, figures.draft().total()));
    }

    private static List<String> causes(List<Flag> flags) {
        return flags.stream()
                .map(flag -> flag.agent() + flag.cause() + flag.at())
                .toList();
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The slow way: both filters judge, as they would side by side, all is remembered, and counted at the end. */
    private static Map<LocalDate, Long> standing(Side side, List<Rehearsal.Sent> past) {
        ResponseJudge judge = new ResponseJudge(new AlertEngine(Past.GRACE));
        FilterBook book = Past.trying(DRAFT, LIVE).book();
        Map<String, AgentTopicHistory> histories = new HashMap<>();
        Map<ResponseKey, Remembered> known = new HashMap<>();
        Map<String, LocalDate> flags = new HashMap<>();
        for (Rehearsal.Sent sent : past) {
            ResponseKey key = sent.response().key();
            Judgement judgement = judge.judge(
                    sent.response(),
                    Optional.ofNullable(known.get(key)),
                    topic -> histories.getOrDefault(sent.agent() + topic, AgentTopicHistory.EMPTY),
                    book,
                    Baselines.NONE);
            switch (judgement) {
                case Judgement.Evaluated evaluated -> {
                    known.put(key, evaluated.remembered());
                    evaluated.decisions().forEach((topic, decision) -> {
                        histories.put(sent.agent() + topic, decision.history());
                        decision.changes().stream()
                                .filter(change -> change.need()
                                        .filter()
                                        .id()
                                        .equals(side.name().toLowerCase(Locale.ROOT)))
                                .forEach(change -> apply(sent.agent() + topic, change, flags));
                    });
                }
                case Judgement.Late late -> known.put(key, late.remembered());
                case Judgement.Duplicate duplicate -> {}
                case Judgement.Superseded superseded -> {}
            }
        }
        Map<LocalDate, Long> days = new TreeMap<>();
        flags.values().forEach(day -> days.merge(day, 1L, Long::sum));
        return days;
    }

    private static void apply(String where, NeedChange change, Map<String, LocalDate> flags) {
        String id = where + change.need().cause();
        if (change.evidenceLeft() == 0) {
            flags.remove(id);
        } else {
            flags.put(id, LocalDate.ofInstant(change.need().causedAt(), ZoneOffset.UTC));
        }
    }
}
