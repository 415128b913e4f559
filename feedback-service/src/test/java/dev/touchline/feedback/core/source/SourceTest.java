package dev.touchline.feedback.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceTest {
    private final Source one = new Source("demo", "Demo", List.of(key("1")), SourceSettings.NONE, 1);

    @Test
    void twoKeysLiveAtOnceAndNoThird() {
        Source two = one.withKey(key("2"));
        assertThat(one.hasAllKeys()).isFalse();
        assertThat(two.hasAllKeys()).isTrue();
        assertThat(two.keys()).containsExactly(key("1"), key("2"));
        assertThat(two.version()).isEqualTo(2);
        assertThatThrownBy(() -> two.withKey(key("3"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyIsCalledByTheFirstDigitsOfItsHash() {
        SourceKey long1 = key("0123456789abcdef".repeat(4));
        assertThat(long1.id()).isEqualTo("0123456789ab");
        assertThat(one.withKey(long1).key("0123456789ab")).contains(long1);
        assertThat(one.key("0123456789ab")).isEmpty();
    }

    @Test
    void aRevokedKeyOpensNothing() {
        Sources sources = new Sources();
        Source two = one.withKey(key("2"));
        sources.put(two);
        assertThat(sources.idByHash("1")).isEqualTo("demo");
        sources.put(two.withoutKey(key("1")));
        assertThat(sources.idByHash("1")).isNull();
        assertThat(sources.idByHash("2")).isEqualTo("demo");
    }

    private static SourceKey key(String hash) {
        return new SourceKey(hash, Instant.EPOCH);
    }
}
