package dev.touchline.feedback.core.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.feedback.core.ResponseDraft.RatingDraft;
import dev.touchline.feedback.core.ResponseDraft.ScaleDraft;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    private static final ScaleDraft THUMBS = new ScaleDraft(0.0, 1.0, null, Map.of("Good", 1.0, "bad", 0.0, "1", 0.5));

    private final Notes notes = new Notes();

    @Test
    void idsThatAreNumbersKeepAllTheirDigits() {
        assertThat(Values.text("", 42, notes)).isEqualTo("42");
        assertThat(Values.text("", 9007199254740993L, notes)).isEqualTo("9007199254740993");
        assertThat(Values.text("", new BigInteger("123456789012345678901234"), notes))
                .isEqualTo("123456789012345678901234");
        assertThat(Values.text("", 7.0, notes)).isEqualTo("7");
    }

    @Test
    void blankIsNothing() {
        assertThat(Values.text("", " \t", notes)).isNull();
        assertThat(Values.text("", List.of(), notes)).isNull();
        assertThat(Values.texts("", List.of("a", "", "b"), 5, 5, notes)).containsExactly("a", "b");
    }

    @Test
    void whatCanNotBeStoredIsMendedWithAWarning() {
        assertThat(Values.text("", "a\0b\ud800c\ud83d\ude00", notes)).isEqualTo("ab\ufffdc\ud83d\ude00");
        assertThat(notes.warnings()).hasSize(2);
    }

    @Test
    void aTextIsCutBetweenCharactersWithAWarning() {
        assertThat(Values.text("", "ab\ud83d\ude00", 3, notes)).isEqualTo("ab");
        assertThat(notes.warnings()).hasSize(1);
    }

    @Test
    void severalValuesWhereOneIsWantedAreAFlaw() {
        assertThat(Values.text("/x", List.of("secret", "b"), notes)).isNull();
        assertThat(Values.text("/y", Map.of("secret", 1), notes)).isNull();
        assertThat(notes.flaws().list())
                .hasSize(2)
                .allSatisfy(flaw -> assertThat(flaw.detail()).doesNotContain("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "0x1p3", "1d", "1f", "", "-", ".", "e5", "1e", "1,5", "--1", "٣"})
    void whatOnlyJavaTakesForANumberIsNone(String text) {
        assertThat(Values.numeral(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"4,4", "-4.5,-4.5", "+2,2", "4e2,400", ".5,0.5"})
    void numeralsAreRead(String text, double number) {
        assertThat(Values.numeral(text)).isEqualTo(number);
    }

    @Test
    void anAnswerIsANumberOrAWordOfTheScaleInAnyCase() {
        assertThat(Answers.rating("", "overall", "GOOD", THUMBS, notes))
                .isEqualTo(new RatingDraft("overall", null, "Good", THUMBS));
        assertThat(Answers.rating("", "overall", " 0 ", THUMBS, notes))
                .isEqualTo(new RatingDraft("overall", 0.0, null, THUMBS));
        assertThat(Answers.rating("", "overall", List.of(1), THUMBS, notes))
                .isEqualTo(new RatingDraft("overall", 1.0, null, THUMBS));
        assertThat(Answers.rating("", "overall", "", THUMBS, notes)).isNull();
        assertThat(notes.flaws().none()).isTrue();
    }

    @Test
    void aWordGoesBeforeTheNumberThatItLooksLike() {
        assertThat(Answers.rating("", "overall", "1", THUMBS, notes))
                .isEqualTo(new RatingDraft("overall", null, "1", THUMBS));
    }

    @Test
    void anUnknownWordIsAFlawThatDoesNotRepeatIt() {
        assertThat(Answers.rating("/r", "overall", "splendid", THUMBS, notes)).isNull();
        assertThat(notes.flaws().list())
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.detail()).doesNotContain("splendid"));
    }

    @Test
    void warningsAreBounded() {
        List<String> blanks = new ArrayList<>(List.of("\0"));
        for (int i = 0; i < 1000; i++) {
            Values.text("", blanks.getFirst(), notes);
        }
        assertThat(notes.warnings()).hasSize(100);
    }
}
