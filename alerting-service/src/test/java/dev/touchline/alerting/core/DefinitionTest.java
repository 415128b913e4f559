package dev.touchline.alerting.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DefinitionTest {
    @Test
    void whatCannotBeIsRefusedByName() {
        assertThatThrownBy(() -> new Bound.AtMost(101))
                .hasMessageContaining("scoreAtMost")
                .hasMessageContaining("100");
        assertThatThrownBy(() -> new Bound.AtLeast(Double.NaN)).hasMessageContaining("scoreAtLeast");
        assertThatThrownBy(() -> Some.count(25, 1, Duration.ofDays(1))).hasMessageContaining("atLeast must be 2 to 50");
        assertThatThrownBy(() -> Some.count(25, 3, Duration.ofDays(31)))
                .hasMessageContaining("within")
                .hasMessageContaining("P30D");
        assertThatThrownBy(() -> Some.definition(Some.each(25), Duration.ofDays(91)))
                .hasMessageContaining("cooldown must be PT0S to P90D");
        assertThatThrownBy(() -> Some.definition(Some.each(25), Duration.ofSeconds(-1)))
                .hasMessageContaining("cooldown");
        assertThatThrownBy(() -> Some.definition(Some.each(25), Duration.ZERO).named(" "))
                .hasMessageContaining("name");
        assertThatThrownBy(() -> new Scope(Set.of("Not A Slug"), Set.of())).hasMessageContaining("team");
        assertThatThrownBy(() -> new Edition.Ended("f", 0, Instant.EPOCH)).hasMessageContaining("version");
    }

    @Test
    void conditionsAreNestedWithinLimits() {
        Condition one = Some.each(25);
        Condition two = new Condition.All(List.of(one, one));
        Condition three = new Condition.Any(List.of(two, one));
        Condition.All four = new Condition.All(List.of(three, one));

        assertThatThrownBy(() -> new Condition.Any(List.of(four, one)))
                .hasMessageContaining("any must not be nested deeper than 3 levels");
        assertThatThrownBy(() -> new Condition.All(List.of(one))).hasMessageContaining("2 to 10 conditions");
        Condition ten = new Condition.All(Collections.nCopies(10, one));
        assertThatThrownBy(() -> new Condition.All(Collections.nCopies(3, ten)))
                .hasMessageContaining("at most 20 conditions");
    }

    @Test
    void aPresetIsKnownAgainUnderAnotherName() {
        Definition preset = Presets.byId().values().iterator().next();

        assertThat(Presets.equalTo(preset.named("My own name"))).contains("product-knowledge-poor");
        assertThat(Presets.equalTo(Some.definition(Some.each(26), Duration.ofHours(8))))
                .isEmpty();
    }

    @Test
    void whatABacktestIsAboutHasNoNameNoSeverityAndNoFloor() {
        Definition one = Some.definition(Some.each(25), Duration.ZERO);
        Definition other = new Definition(
                "My own name",
                one.kind(),
                one.topics(),
                !one.enabled(),
                one.scope(),
                one.when(),
                one.cooldown(),
                one.freshFor(),
                one.severity() == Severity.HIGH ? Severity.LOW : Severity.HIGH,
                0.9);

        assertThat(other.rule()).isEqualTo(one.rule());
        assertThat(Some.definition(Some.each(26), Duration.ZERO).rule()).isNotEqualTo(one.rule());
    }

    @Test
    void thereIsAPresetForEachTopicOfTheTrade() {
        assertThat(Presets.byId().values().stream()
                        .filter(preset -> preset.kind() == Kind.COACHING)
                        .flatMap(preset -> preset.topics().stream()))
                .containsExactly("product-knowledge", "resolution", "courtesy", "clarity", "effort", "wait-time");
    }

    @Test
    void thereArePresetsForPraiseOnEveryTopicOfTheTrade() {
        assertThat(Presets.byId()).containsKeys("top-marks", "own-best", "recovered");
        assertThat(Presets.byId().values())
                .filteredOn(preset -> preset.kind() == Kind.PRAISE)
                .hasSize(3)
                .allSatisfy(preset -> assertThat(preset.topics()).hasSize(6));
    }

    @Test
    void aPresetIsKnownAgainWithAnotherFloor() {
        Definition preset = Presets.byId().values().iterator().next();

        assertThat(Presets.equalTo(preset.withFloor(0.8))).contains("product-knowledge-poor");
    }

    @Test
    void timesAreSaidInTheirLargestUnit() {
        assertThat(Plain.duration(Duration.ofDays(7))).isEqualTo("7 days");
        assertThat(Plain.duration(Duration.ofHours(1))).isEqualTo("1 hour");
        assertThat(Plain.duration(Duration.ofMinutes(90))).isEqualTo("90 minutes");
        assertThat(Plain.duration(Duration.ofSeconds(61))).isEqualTo("61 seconds");
        assertThat(Plain.number(100.0 / 3)).isEqualTo("33.3");
    }
}
