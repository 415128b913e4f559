package dev.touchline.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonaTest {
    @ParameterizedTest
    @CsvSource({"admin,admin", "qa,qa", "supervisor:billing,supervisor", "agent:a-17,agent"})
    void thePersonaIsTheSubjectAndNamesTheRole(String written, String role) {
        assertThat(Persona.of(written)).isEqualTo(new Persona(written, role));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "root", "supervisor", "supervisor:", "agent:a b", "admin:x", "agent:<script>"})
    void anythingElseIsRefusedWithTheFormsThatThereAre(String written) {
        assertThatThrownBy(() -> Persona.of(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("supervisor:<team>");
    }

    @Test
    void aSubjectOfHtmlNeverComesAbout() {
        assertThatThrownBy(() -> Persona.of("agent:\"onload=")).isInstanceOf(IllegalArgumentException.class);
    }
}
