package dev.touchline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCacheTest {
    @TempDir
    Path home;

    @BeforeEach
    void aBuiltService() throws IOException {
        Path jar = Service.GOALS.jar(home);
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "first build");
    }

    @Test
    void serviceStartsWithoutAnyArgumentUntilItsTrialStartLeftACache() throws IOException {
        StartCache cache = StartCache.of(home, Service.GOALS);
        assertThat(cache.use()).isEmpty();

        cache.adopt(draft());

        assertThat(cache.use()).containsExactly("-XX:AOTCache=" + cache.file());
    }

    @Test
    void anotherBuildHasNoCacheAndItsOwnTakesThePlaceOfTheEarlier() throws IOException {
        StartCache first = StartCache.of(home, Service.GOALS);
        first.adopt(draft());
        Files.setLastModifiedTime(Service.GOALS.jar(home), FileTime.fromMillis(1_000));

        StartCache second = StartCache.of(home, Service.GOALS);
        assertThat(second.made()).isFalse();
        second.adopt(draft());

        assertThat(second.made()).isTrue();
        assertThat(first.made()).isFalse();
    }

    private Path draft() throws IOException {
        return Files.writeString(home.resolve("draft.aot"), "cache");
    }
}
