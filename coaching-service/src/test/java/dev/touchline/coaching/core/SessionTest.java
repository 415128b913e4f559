package dev.touchline.coaching.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.coaching.core.Session.Form;
import dev.touchline.coaching.core.SessionDraft.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionTest {
    @Test
    void fourFieldsMakeASession() {
        assertThat(talk("saw", "ideal", "x".repeat(4_000), "😀".repeat(4_000)).faults(Form.TALK))
                .isEmpty();
    }

    @Test
    void everyFaultIsToldAtOnce() {
        assertThat(talk(null, " ", "x".repeat(4_001), "a\0b").faults(Form.TALK))
                .containsExactly(
                        new Fault("saw", "is required"),
                        new Fault("ideal", "is required"),
                        new Fault("practised", "has more than 4000 characters"),
                        new Fault("next", "contains the character U+0000"));
    }

    @Test
    void praiseHasWordsAndNothingElse() {
        assertThat(Form.of(Kind.PRAISE, Intervention.SESSION)).isEqualTo(Form.PRAISE);
        assertThat(new SessionDraft(null, null, null, null, "Well done", null).faults(Form.PRAISE))
                .isEmpty();
        assertThat(new SessionDraft("saw", null, null, null, " ", null).faults(Form.PRAISE))
                .containsExactly(
                        new Fault("saw", "is no part of praise, which takes words"), new Fault("words", "is required"));
    }

    @Test
    void aTrainingHasWhatWasAgreedAndWhatIsNext() {
        assertThat(Form.of(Kind.COACHING, Intervention.TRAINING)).isEqualTo(Form.TRAINING);
        assertThat(new SessionDraft(null, null, null, "next", null, "A course").faults(Form.TRAINING))
                .isEmpty();
        assertThat(talk("saw", null, null, null).faults(Form.TRAINING))
                .containsExactly(
                        new Fault("saw", "is no part of a training, which takes agreed, next"),
                        new Fault("next", "is required"),
                        new Fault("agreed", "is required"));
    }

    private static SessionDraft talk(
            @Nullable String saw, @Nullable String ideal, @Nullable String practised, @Nullable String next) {
        return new SessionDraft(saw, ideal, practised, next, null, null);
    }
}
