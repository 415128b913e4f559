package dev.touchline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEnvTest {
    @TempDir
    Path folder;

    private final LocalEnv env = new LocalEnv(
            "http://127.0.0.1:8080",
            "tl_key",
            "127.0.0.1:19092",
            "postgresql://touchline@127.0.0.1:15432",
            "/a folder/it's here/pids");

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        StackFolder stack = new StackFolder(folder);
        env.write(stack);

        assertThat(LocalEnv.read(stack)).isEqualTo(env);
    }

    @Test
    void aShellCanSourceItWithAPathThatNeedsQuotes() throws Exception {
        StackFolder stack = new StackFolder(folder);
        env.write(stack);

        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        ". \"$0\"; printf '%s' \"$TOUCHLINE_URL $TOUCHLINE_PIDS\"",
                        stack.localEnv().toString())
                .start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("http://127.0.0.1:8080 /a folder/it's here/pids");
    }

    @Test
    void onlyTheOwnerMayReadItAsItHoldsAKey() throws IOException {
        StackFolder stack = new StackFolder(folder);
        env.write(stack);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(stack.localEnv())))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutAStackItSaysHowToStartOne() {
        assertThatThrownBy(() -> LocalEnv.read(new StackFolder(folder))).hasMessageContaining("./touchline up");
    }
}
