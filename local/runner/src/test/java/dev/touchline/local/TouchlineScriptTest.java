package dev.touchline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./touchline} decides in the shell: whether something runs, and whether something changed. */
class TouchlineScriptTest {
    private static final Path SCRIPT =
            Path.of("../../touchline").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void aStackRunsWhileItsRunnerLives() throws Exception {
        assertThat(running()).isFalse();

        record(line("runner", start(), Duration.ZERO));

        assertThat(running()).isTrue();
    }

    @Test
    void aLaterProcessWithTheRunnersPidIsNoStack() throws Exception {
        record(line("runner", start(), Duration.ofHours(-1)));

        assertThat(running()).isFalse();
    }

    @Test
    void whatAKilledRunnerLeftBehindStillRuns() throws Exception {
        Process runner = start();
        String gone = line("runner", runner, Duration.ZERO);
        runner.destroyForcibly().waitFor();

        record(gone);
        assertThat(running()).isFalse();

        record(gone, line("kafka", start(), Duration.ZERO));
        assertThat(running()).isTrue();
    }

    @Test
    void aFileOfAnotherNameIsAChange() throws Exception {
        Path sources = Files.createDirectories(folder.resolve("kit/src/main"));
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        Files.writeString(folder.resolve("kit/pom.xml"), "<project/>");
        Files.writeString(sources.resolve("One.java"), "class One {}");
        String before = shell("home=$2; fingerprint kit");
        assertThat(shell("home=$2; fingerprint kit")).isEqualTo(before);

        Files.move(sources.resolve("One.java"), sources.resolve("Two.java"));

        assertThat(shell("home=$2; fingerprint kit")).isNotEqualTo(before);
    }

    private boolean running() throws Exception {
        return shell("folder=$2; if running; then echo yes; else echo no; fi").equals("yes");
    }

    private void record(String... lines) throws IOException {
        Files.writeString(folder.resolve("run"), String.join("\n", lines) + "\n");
    }

    private static String line(String name, Process process, Duration off) {
        Instant start = process.info().startInstant().orElseThrow().plus(off);
        return "%s %d %d".formatted(name, process.pid(), start.toEpochMilli());
    }

    private Process start() throws IOException {
        Process process = new ProcessBuilder("sleep", "300").start();
        processes.add(process);
        return process;
    }

    private String shell(String commands) throws Exception {
        Process bash = new ProcessBuilder(
                        "bash", "-c", "source \"$1\"; " + commands, "test", SCRIPT.toString(), folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(bash.waitFor()).as(said).isZero();
        return said;
    }
}
