package dev.touchline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void aWordIsFoundInAnyCaseButNotWithinAnother() {
        assertThat(finds("refund", "I want a REFUND!")).isTrue();
        assertThat(finds("refund", "refundable")).isFalse();
        assertThat(finds("art", "He was smart")).isFalse();
    }

    @Test
    void caseIsFoldedAsUnicodeDoes() {
        assertThat(finds("straße", "IN DER HAUPTSTRASSE, STRASSE 5")).isTrue();
        assertThat(finds("οδος", "ΚΕΝΤΡΙΚΗ ΟΔΟΣ")).isTrue();
        assertThat(finds("οδός", "ΟΔΌΣ")).isTrue();
        assertThat(finds("ﬁne", "a fine")).as("compatible forms").isTrue();
        assertThat(finds("cafe\u0301", "Café")).as("composed or not").isTrue();
    }

    @Test
    void aPhraseIsFoundWhateverStandsBetweenItsWords() {
        assertThat(finds("did not know", "He did   not\nknow, really")).isTrue();
        assertThat(finds("don't know", "They don't know")).isTrue();
        assertThat(finds("did not know", "did not really know")).isFalse();
        assertThat(finds("did not know", "he did not")).isFalse();
    }

    @Test
    void scriptsWithoutSpacesAreSearchedAnywhere() {
        assertThat(finds("退款", "我要退款。")).isTrue();
        assertThat(finds("คืนเงิน", "ขอคืนเงินด้วย")).isTrue();
        assertThat(finds("退款", "退了款")).isFalse();
    }

    @Test
    void commentAndTagsAreLookedAtApart() {
        Words words = new Words(Optional.of("too late"), List.of("billing", "vip customer"));

        assertThat(words.have(Phrases.of(List.of("billing")), Words.Place.TAGS)).isTrue();
        assertThat(words.have(Phrases.of(List.of("billing")), Words.Place.COMMENT))
                .isFalse();
        assertThat(words.have(Phrases.of(List.of("billing vip")), Words.Place.TAGS))
                .as("no phrase goes over two tags")
                .isFalse();
        assertThat(Words.NONE.have(Phrases.of(List.of("late")), Words.Place.COMMENT))
                .isFalse();
    }

    @Test
    void whatWouldBeCatastrophicForAPatternIsJustText() {
        Phrases phrases = Phrases.of(List.of("(a+)+$", "a a a a b"));
        Words words = new Words(Optional.of("a ".repeat(100_000)), List.of());

        assertThat(words.have(phrases, Words.Place.COMMENT)).isTrue();
        assertThat(words.have(Phrases.of(List.of("a a a a b")), Words.Place.COMMENT))
                .isFalse();
    }

    @Test
    void tooManyOrUnusablePhrasesAreRefusedWithTheLimit() {
        assertThatThrownBy(() -> Phrases.of(List.of())).hasMessageContaining("1 to 200");
        assertThatThrownBy(() -> Phrases.of(Collections.nCopies(201, "word"))).hasMessageContaining("1 to 200");
        assertThatThrownBy(() -> Phrases.of(List.of("x".repeat(101)))).hasMessageContaining("1 to 100 characters");
        assertThatThrownBy(() -> Phrases.of(List.of("?!"))).hasMessageContaining("a letter or digit");
    }

    private static boolean finds(String phrase, String comment) {
        return new Words(Optional.of(comment), List.of()).have(Phrases.of(List.of(phrase)), Words.Place.COMMENT);
    }
}
