package dev.touchline.goals.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmartRulesTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final String SENTENCE = "Explain the three mobile plans";

    @Test
    void aWholePlanIsSmartAndComesOutClean() {
        // given
        var draft = draft("  " + SENTENCE + " ", measure("50.00", "7E+1", " points "), "2027-11-21");
        // when
        var verdict = SmartRules.check(draft, TODAY);
        // then
        assertThat(verdict).isInstanceOfSatisfying(SmartRules.Verdict.Smart.class, smart -> {
            assertThat(smart.plan().specific()).isEqualTo(SENTENCE);
            assertThat(smart.plan().measurable().from()).isEqualTo(new BigDecimal("50"));
            assertThat(smart.plan().measurable().to()).isEqualTo(new BigDecimal("70"));
            assertThat(smart.plan().measurable().unit()).contains("points");
            assertThat(smart.plan().timeBound()).isEqualTo(LocalDate.parse("2027-11-21"));
        });
    }

    @Test
    void anEmptyDraftNamesEveryLetter() {
        assertThat(pointers(new SmartDraft(null, null, null, null, null)))
                .containsExactly("/specific", "/measurable", "/achievable", "/relevant", "/timeBound");
    }

    @Test
    void anEmptyMeasureNamesWhatItLacks() {
        assertThat(pointers(draft(SENTENCE, new SmartDraft.Measure(null, null, null, null), "2027-01-31")))
                .containsExactly("/measurable/metric", "/measurable/from", "/measurable/to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "too short", "nul \u0000 in the middle"})
    void aTextThatSaysNothingIsNamed(String specific) {
        assertThat(pointers(draft(specific, measure("1", "2", null), "2027-01-31")))
                .containsExactly("/specific");
    }

    @Test
    void lengthIsCountedInCharactersThatPeopleSee() {
        assertThat(pointers(draft("😀".repeat(500), measure("1", "2", null), "2027-01-31")))
                .isEmpty();
        assertThat(pointers(draft("x".repeat(501), measure("1", "2", null), "2027-01-31")))
                .containsExactly("/specific");
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5.0, /measurable/to",
        "1e400, 5, /measurable/from",
        "1, 1e1000000000, /measurable/to",
        "1, 1.0000001, /measurable/to",
        "1, -1000000001, /measurable/to"
    })
    void aFigureThatIsNoneOrDoesNotMoveIsNamed(String from, String to, String pointer) {
        assertThat(pointers(draft(SENTENCE, measure(from, to, null), "2027-01-31")))
                .containsExactly(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21", "2026-11-20", "2027-11-22", "soon", "2027-02-30", "2027-01-31T00:00:00Z"})
    void aDayThatIsPastTooFarOrNoneIsNamed(String timeBound) {
        assertThat(pointers(draft(SENTENCE, measure("1", "2", null), timeBound)))
                .containsExactly("/timeBound");
    }

    private static List<String> pointers(SmartDraft draft) {
        return switch (SmartRules.check(draft, TODAY)) {
            case SmartRules.Verdict.Smart _ -> List.of();
            case SmartRules.Verdict.NotSmart(List<FieldProblem> problems) ->
                problems.stream().map(FieldProblem::pointer).toList();
        };
    }

    private static SmartDraft draft(String specific, SmartDraft.Measure measure, String timeBound) {
        return new SmartDraft(specific, measure, SENTENCE, SENTENCE, timeBound);
    }

    private static SmartDraft.Measure measure(String from, String to, @Nullable String unit) {
        return new SmartDraft.Measure("score", new BigDecimal(from), new BigDecimal(to), unit);
    }
}
