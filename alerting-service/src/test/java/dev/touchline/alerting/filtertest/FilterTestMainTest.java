package dev.touchline.alerting.filtertest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.alerting.core.Presets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterTestMainTest {
    private static final Path OF_PRESETS = Path.of("src/test/resources/filters");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void everyPresetHasTestsAndTheyPass() {
        List<String> files = Presets.byId().keySet().stream()
                .map(preset -> OF_PRESETS.resolve(preset + ".yaml").toString())
                .toList();

        assertThat(run(files)).as(said()).isZero();
        assertThat(said()).isEqualTo("29 passed, 0 failed\n");
    }

    @Test
    void aTestThatFailsShowsWhatDidNotComeAndWhatCameInstead() throws IOException {
        String file = file("""
                filter: { name: Poor, topics: [clarity], when: { each: { scoreAtMost: 25 } }, cooldown: PT0S }
                tests:
                  - name: off by a day
                    responses:
                      - { at: day 1 10:00, agent: a-1, ratings: { clarity: 1 of 5 } }
                      - { at: 30 seconds later, agent: a-1, ratings: { clarity: 20 } }
                    flags:
                      - { at: day 2 10:00, agent: a-1, topic: clarity }
                      - { at: day 1 10:00, agent: a-1, topic: clarity, sentence: Because. }
                  - name: as it is
                    responses: []
                    flags: []
                """);

        assertThat(run(List.of(file))).isEqualTo(1);
        assertThat(said()).isEqualTo("""
                failed %s: off by a day   (- expected and did not come, + came unexpected)
                    - day 1 10:00  a-1  clarity  Because.
                    - day 2 10:00  a-1  clarity
                    + day 1 10:00  a-1  clarity  Rated 1 of 5 on clarity; the filter flags scores of 25 or less (this one: 0).
                    + day 1 10:00:30  a-1  clarity  Rated 20 of 100 on clarity; the filter flags scores of 25 or less (this one: 20).
                1 passed, 1 failed
                """.formatted(file));
    }

    @Test
    void whatDidNotComeSaysWhy() throws IOException {
        String file = file("""
                filter:
                  { name: Often, topics: [clarity], when: { count: { scoreAtMost: 25, atLeast: 3, within: P7D } } }
                tests:
                  - name: two are not enough
                    responses:
                      - { at: day 1 10:00, agent: a-1, ratings: { clarity: 0 } }
                      - { at: day 1 11:00, agent: a-1, ratings: { clarity: 0 } }
                    flags:
                      - { at: day 1 11:00, agent: a-1, topic: clarity }
                """);

        assertThat(run(List.of(file))).isEqualTo(1);
        assertThat(said()).contains("""
                    - day 1 11:00  a-1  clarity
                        Held: not enough, 2 of 3 within 7 days.
                """);
    }

    @Test
    void anAgentsFirstDaySaysWhoseTenureIsInScope() throws IOException {
        String file = file("""
                filter:
                  { name: New, topics: [clarity], scope: { tenure: { below: P30D } }, when: { each: { scoreAtMost: 25 } } }
                tests:
                  - name: only who began less than 30 days ago
                    responses:
                      - { at: day 1 10:00, agent: { id: a-new, startedOn: 2025-12-20 }, ratings: { clarity: 0 } }
                      - { at: day 1 10:00, agent: { id: a-old, startedOn: 2025-11-20 }, ratings: { clarity: 0 } }
                      - { at: day 1 10:00, agent: a-unknown, ratings: { clarity: 0 } }
                    flags:
                      - { at: day 1 10:00, agent: a-new, topic: clarity }
                """);
        String wrong = file("""
                filter: { preset: clarity-poor }
                tests:
                  - name: x
                    responses:
                      - { at: day 1 10:00, agent: { id: a-1, startedOn: once, since: 1 }, ratings: { clarity: 0 } }
                    flags: []
                """);
        String unreal = file("""
                filter: { preset: clarity-poor }
                tests:
                  - name: x
                    responses:
                      - { at: day 1 10:00, agent: { id: a-1, startedOn: once }, ratings: { clarity: 0 } }
                    flags: []
                """);

        assertThat(run(List.of(file))).as(said()).isZero();
        assertThat(run(List.of(wrong, unreal))).isEqualTo(2);
        assertThat(said())
                .contains("/tests/0/responses/0/agent/since unknown field; known are id, startedOn")
                .contains("/tests/0/responses/0/agent/startedOn must be a day such as 2026-11-21");
    }

    @Test
    void aFileThatCannotBeUsedNamesEveryMistake() throws IOException {
        String file = file("""
                filter: { name: Poor, topics: [clarity], when: { each: {} } }
                more: 1
                tests:
                  - name: x
                    responses:
                      - { at: tomorrow, agents: a-1, ratings: { clarity: bad } }
                    flags:
                      - { at: 10:00, topic: clarity }
                """);
        String other = file("filter: { preset: none }\ntests: [ { name: x, responses: [], flags: [] } ]\n");
        String third = file("filter: [\n");

        assertThat(run(List.of(file, other, third, folder + "/none.yaml"))).isEqualTo(2);
        assertThat(said())
                .contains("    /more unknown field; known are filter, tests, usual\n")
                .contains("    /tests/0/responses/0/at must be such as day 2 14:30, or 20 minutes later")
                .contains("    /tests/0/responses/0/agents unknown field")
                .contains("    /tests/0/responses/0/ratings/clarity must be such as 2 of 5")
                .contains("    /tests/0/flags/0/at must be such as")
                .contains("    /filter/preset must be one of product-knowledge-poor, ")
                .contains("not YAML\n")
                .contains("    can't be read\n")
                .endsWith("0 passed, 0 failed, 4 files not usable\n");
    }

    @Test
    void whatTheFilterItselfGetsWrongIsNamedToo() throws IOException {
        String file = file("""
                filter: { name: Poor, topics: [clarity], when: { each: {} } }
                tests:
                  - { name: x, responses: [ { at: day 1 10:00, ratings: { clarity: 900 } } ], flags: [] }
                """);

        assertThat(run(List.of(file))).isEqualTo(2);
        assertThat(said()).contains("    /filter/when/each ").contains("    /tests/0/responses/0/ratings/0/score ");
    }

    @Test
    void whatIsWrongWithACoachingOrARepeatedResponseIsNamedWhereItStandsInTheFile() throws IOException {
        String file = file("""
                filter: { preset: recovered }
                tests:
                  - name: x
                    responses:
                      - { at: day 1 10:00, times: 1, every: 1 day, ratings: { clarity: 2 of 5 } }
                      - { at: day 1 10:00, times: 5, ratings: { clarity: 2 of 5 } }
                    coached:
                      - { at: tomorrow, who: a-1, topic: clarity }
                    flags: []
                  - name: y
                    responses:
                      - { at: day 1 10:00, times: 5, every: 6 hours, ratings: { clarity: 2 of 5 } }
                      - { at: day 9 10:00, times: 5, every: 6 hours, ratings: { clarity: 900 } }
                    coached: [ { at: day 2 10:00, topic: Clarity }, { topic: clarity } ]
                    flags: []
                  - { name: z, responses: [], coached: yes, flags: [] }
                """);

        assertThat(run(List.of(file))).isEqualTo(2);
        assertThat(said()).isEqualTo("""
                can't use %s
                    /tests/0/responses/0/times must be 2 to 1000, with every (such as 6 hours) and without id and updated
                    /tests/0/responses/1/times must be 2 to 1000, with every (such as 6 hours) and without id and updated
                    /tests/0/coached/0/at must be such as day 2 14:30, or 20 minutes later (seconds, minutes, hours, days)
                    /tests/0/coached/0/who unknown field; known are agent, at, topic
                    /tests/1/responses/1/ratings/0/score must be a number from 0 to 100
                    /tests/1/coached/0/topic must be 1 to 64 of a-z, 0-9 and hyphen
                    /tests/1/coached/1/at is required
                    /tests/2/coached must be an array
                0 passed, 0 failed, 1 file not usable
                """.formatted(file));
    }

    @Test
    void withoutAFileItSaysWhatItNeeds() {
        assertThat(run(List.of())).isEqualTo(2);
        assertThat(said()).startsWith("Which files? ");
    }

    private int run(List<String> files) {
        return FilterTestMain.run(files, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String file(String yaml) throws IOException {
        Path file = Files.createTempFile(folder, "filter", ".yaml");
        return Files.writeString(file, yaml).toString();
    }
}
