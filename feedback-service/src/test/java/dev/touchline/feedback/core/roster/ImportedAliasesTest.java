package dev.touchline.feedback.core.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.feedback.core.roster.AgentDraft.AliasDraft;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportedAliasesTest {
    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-09-01T00:00:00Z");

    @Test
    void aNameWithoutDatesKeepsThoseThatItHas() {
        assertThat(over(List.of(draft("7", null, null)), alias("7", MARCH, LATER)))
                .containsExactly(draft("7", MARCH, LATER));
    }

    @Test
    void aNameWithDatesTakesThem() {
        assertThat(over(List.of(draft("7", JANUARY, null)), alias("7", MARCH, LATER)))
                .containsExactly(draft("7", JANUARY, null));
    }

    @Test
    void aNameThatIsLeftOutGoesUnlessItHasEnded() {
        assertThat(over(List.of(), alias("7", null, null), alias("8", null, LATER), alias("9", null, MARCH)))
                .containsExactly(draft("9", null, MARCH));
    }

    @Test
    void aNameThatHadEndedIsGivenAgainAsTheRowSays() {
        assertThat(over(List.of(draft("7", null, null)), alias("7", null, MARCH)))
                .containsExactly(draft("7", null, null));
    }

    @Test
    void earlierTimesOfANameThatHoldsStayBehindThoseThatTheRowNames() {
        assertThat(over(
                        List.of(draft("7", null, null), draft("8", null, null)),
                        alias("7", null, JANUARY),
                        alias("7", MARCH, null)))
                .containsExactly(draft("7", null, JANUARY), draft("8", null, null), draft("7", MARCH, null));
    }

    @Test
    void whatCannotBeReadIsLeftToTheRules() {
        AliasDraft nothing = new AliasDraft(null, null, null, null);
        assertThat(over(List.of(nothing, nothing))).containsExactly(nothing, nothing);
    }

    private static List<AliasDraft> over(List<AliasDraft> named, Alias... known) {
        return ImportedAliases.over(named, List.of(known), NOW);
    }

    private static AliasDraft draft(String value, @Nullable Instant from, @Nullable Instant to) {
        return new AliasDraft("extension", value, from, to);
    }

    private static Alias alias(String value, @Nullable Instant from, @Nullable Instant to) {
        return new Alias("extension", value, new Validity(from, to));
    }
}
