package dev.touchline.feedback.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class PositionProperties {
    @Property
    void whatIsWrittenIsReadBack(@ForAll @Size(min = 1, max = 64) List<@LongRange(min = 0) Long> next) {
        Position position =
                new Position(next.stream().mapToLong(Long::longValue).toArray());
        assertThat(Position.parse(position.toString())).isEqualTo(Optional.of(position));
        assertThat(position.covers(position)).isTrue();
    }

    @Property
    void anythingElseIsNoPositionOrAHarmlessOne(@ForAll String text) {
        Position.parse(text)
                .ifPresent(position -> assertThat(position.partitions()).isPositive());
    }
}
