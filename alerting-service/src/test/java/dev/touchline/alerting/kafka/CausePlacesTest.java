package dev.touchline.alerting.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.alerting.core.Pulse;
import dev.touchline.alerting.core.ResponseKey;
import dev.touchline.alerting.core.SystemicDetector;
import dev.touchline.alerting.core.Watchfulness;
import dev.touchline.alerting.json.SystemicJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CausePlacesTest {
    private static final Watchfulness WATCH =
            new Watchfulness(25, Duration.ofHours(2), 8, 0.3, 0.01, Duration.ofDays(7));
    private static final String PLACE = "billing/clarity";
    private static final int PARTITIONS = 12;
    /** Of a pulse that is forgotten. */
    private static final int A_KEY = 50;

    private static final int MIB = 1024 * 1024;
    private static final long DAY = Pulse.interval(Instant.parse("2026-11-20T00:00:00Z"));

    private final CountingStore store = CountingStore.of(HistoriesProperties.store());
    private final SystemicDetector detector = new SystemicDetector(WATCH);
    private final CausePlaces places = CausePlaces.of(store.asStore());

    @AfterEach
    void close() {
        places.close();
    }

    @Test
    void whatIsWrittenForAPulseDoesNotGrowWithTheWindow() {
        // given: three days of a team of 240 agents, each rated every five minutes; an outage on the third
        List<Long> written = new ArrayList<>();
        for (int slot = 0; slot < 3 * 288; slot++) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                long before = store.bytes();
                take(pulse(DAY + slot, partition, 20, slot > 600));
                written.add(store.bytes() - before);
            }
        }

        // then: of the first twelve the last says all partitions
        long first = written.get(PARTITIONS - 1);
        long examples = SystemicCodec.heard(pulse(DAY, 0, 20, true)).length
                - SystemicCodec.heard(pulse(DAY, 0, 20, false)).length;
        List<Long> quiet = written.subList(0, 600 * PARTITIONS);
        assertThat(quiet.stream().mapToLong(one -> one).sum()).isLessThan((first + A_KEY + 20) * quiet.size());
        assertThat(quiet)
                .as("but for what is usual, once a day, and what it forgets")
                .allSatisfy(one -> assertThat(one).isLessThan(first + 100 + PARTITIONS * A_KEY));
        assertThat(written)
                .filteredOn(one -> one > first + examples + 100 + PARTITIONS * A_KEY)
                .as("the episode, once")
                .hasSize(1);
    }

    @Test
    void aPlaceKeepsItsWindowAlone() {
        for (int slot = 0; slot < 300; slot++) {
            take(pulse(DAY + slot, slot % PARTITIONS, 5, false));
        }

        assertThat(keys()).hasSize(25 + 2);
    }

    @Test
    void tenThousandAgentsOfOnePartitionFitIntoRecords() {
        // given: the longest ids that there may be
        List<Pulse.Heard> heard = new ArrayList<>();
        for (int agent = 0; agent < 10_000; agent++) {
            heard.add(heard("語".repeat(250) + "%06d".formatted(agent), DAY, true));
        }

        // when
        List<Pulse> parts = Pulse.of("billing", "clarity", DAY, 0, heard);
        parts.forEach(this::take);

        // then
        assertThat(parts)
                .hasSizeGreaterThan(1)
                .allSatisfy(
                        part -> assertThat(SystemicJson.write(part).length).isLessThanOrEqualTo(Pulse.LARGEST + 1024));
        assertThat(entries()).allSatisfy(entry -> assertThat(entry.value.length).isLessThan(MIB / 2));
        CausePlace kept = places.load(PLACE);
        assertThat(kept.window(DAY).size()).isEqualTo(10_000);
        assertThat(kept.heard(DAY)).filteredOn(one -> one.example().isPresent()).hasSize(200);
        assertThat(kept.state().today().values().iterator().next().get("voice").ratings())
                .isEqualTo(10_000);
    }

    @Test
    void anEpisodeThatAnEarlierReleaseFoundGoesOn() {
        // given: a state as it was written then
        store.asStore().put(PLACE, """
                {"newest":%d,"partitions":{"0":%1$d},"window":{"%1$d":[{"agent":"a-1","ratings":1,"poor":0}]},
                 "days":{"20770":{"voice":{"ratings":500,"poor":50}}},
                 "open":{"channel":"voice","from":"2026-11-19T20:00:00Z","at":"2026-11-19T22:00:00Z","looked":40,
                  "poor":30,"usual":4.5,"examples":[{"response":{"source":"demo","responseId":"r-1"},
                  "respondedAt":"2026-11-19T21:00:00Z","score":0}]}}""".formatted(DAY).getBytes(StandardCharsets.UTF_8));

        // when
        take(pulse(DAY, 0, 5, false));
        take(pulse(DAY + 1, 0, 5, false));

        // then
        CausePlace read = new CausePlace(store.asStore(), PLACE);
        assertThat(read.state().newest()).isEqualTo(DAY + 1);
        assertThat(read.state().days()).containsOnlyKeys(20_770L);
        assertThat(read.state().open()).hasValueSatisfying(open -> {
            assertThat(open.channel()).contains("voice");
            assertThat(open.examples()).hasSize(1);
        });
        assertThat(read.heard(Long.MIN_VALUE)).as("what was not said before").hasSize(5);
    }

    private void take(Pulse pulse) {
        CausePlace place = places.load(PLACE);
        SystemicDetector.Step step = detector.take(place.state(), pulse, place::window, place::heard);
        if (!step.state().equals(place.state())) {
            place.save(pulse, step.state());
        }
        places.keep(PLACE, place);
    }

    private static Pulse pulse(long interval, int partition, int agents, boolean out) {
        List<Pulse.Heard> heard = new ArrayList<>();
        for (int agent = 0; agent < agents; agent++) {
            heard.add(heard("a-%04d".formatted(PARTITIONS * agent + partition), interval, out));
        }
        return new Pulse("billing", "clarity", interval, partition, heard);
    }

    private static Pulse.Heard heard(String agent, long interval, boolean poor) {
        String id = new UUID(interval, agent.hashCode()).toString();
        Pulse.Example example = new Pulse.Example(new ResponseKey("demo", id), Pulse.begin(interval), 0);
        return new Pulse.Heard(
                agent, Optional.of("voice"), 1, poor ? 1 : 0, poor ? Optional.of(example) : Optional.empty());
    }

    private List<String> keys() {
        return entries().stream().map(entry -> entry.key).toList();
    }

    private List<KeyValue<String, byte[]>> entries() {
        List<KeyValue<String, byte[]>> entries = new ArrayList<>();
        KeyValueStore<String, byte[]> all = store.asStore();
        try (KeyValueIterator<String, byte[]> each = all.all()) {
            each.forEachRemaining(entries::add);
        }
        return entries;
    }
}
