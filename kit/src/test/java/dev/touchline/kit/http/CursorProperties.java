package dev.touchline.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;

class CursorProperties {
    @Property
    void aCursorGivesBackThePartsItWasMadeOf(
            @ForAll @AlphaChars @NumericChars String a, @ForAll @AlphaChars @NumericChars String b) {
        assertThat(Cursor.decode(Cursor.encode(a, b), 2)).containsExactly(a, b);
    }

    @Property
    void whatIsNoCursorOfOursIsRefusedAsBadInput(@ForAll String anything) {
        assertThatThrownBy(() -> Cursor.decode(anything + "!", 2))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }

    @Example
    void aPartThatNoDatabaseTakesIsRefusedAsBadInput() {
        assertThatThrownBy(() -> Cursor.decode(Cursor.encode("a\0b"), 1)).isInstanceOf(Problem.class);
    }
}
