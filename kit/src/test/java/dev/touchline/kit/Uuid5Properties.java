package dev.touchline.kit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class Uuid5Properties {
    @Property
    void theSamePartsNameTheSameIdOfVersionFive(@ForAll String a, @ForAll String b) {
        assertThat(Uuid5.of(a, b)).isEqualTo(Uuid5.of(a, b));
        assertThat(Uuid5.of(a, b).version()).isEqualTo(5);
        assertThat(Uuid5.of(a, b).variant()).isEqualTo(2);
    }

    @Property
    void movingACharacterBetweenPartsNamesAnotherId(@ForAll String a, @ForAll String b) {
        assertThat(Uuid5.of(a + "x", b)).isNotEqualTo(Uuid5.of(a, "x" + b));
    }
}
