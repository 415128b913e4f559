package dev.touchline.feedback.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceTest {
    private final Source one = new Source("demo", "Demo", List.of(key("1")), 1);

    @Test
    void twoKeysLiveAndTheOldestDies() {
        Source three = one.withKey(key("2")).withKey(key("3"));
        assertThat(three.keys()).containsExactly(key("2"), key("3"));
        assertThat(three.version()).isEqualTo(3);
    }

    @Test
    void aDeadKeyOpensNothing() {
        Sources sources = new Sources();
        sources.put(one);
        sources.put(one.withKey(key("2")));
        assertThat(sources.idByHash("1")).isEqualTo("demo");
        sources.put(one.withKey(key("2")).withKey(key("3")));
        assertThat(sources.idByHash("1")).isNull();
        assertThat(sources.idByHash("3")).isEqualTo("demo");
    }

    private static SourceKey key(String hash) {
        return new SourceKey(hash, Instant.EPOCH);
    }
}
