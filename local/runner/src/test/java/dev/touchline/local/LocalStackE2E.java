package dev.touchline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.touchline.local.identity.Persona;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code ./touchline up} as a process of its own, in a folder whose name has a space. */
class LocalStackE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> NAMES =
            List.of("kafka", "postgres", "feedback", "alerting", "coaching", "goals", "gateway");

    private final StackFolder folder = new StackFolder(Path.of("target/e2e/a folder"));
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() throws Exception {
        for (Process process : started) {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
        }
        new DownCommand(folder, System.out).run();
    }

    @Test
    void theWholeLifeOfAStack() throws Exception {
        SharedStack.emptied(folder.path());

        Process first = up("--no-demo", "--supervise");
        LocalEnv env = LocalEnv.read(folder);
        Map<String, Long> pids = pids(env);
        assertThat(pids.keySet()).containsExactlyInAnyOrderElementsOf(NAMES);
        assertThat(pids.values()).allMatch(LocalStackE2E::alive);
        everyServiceStartedWithTheCacheOfItsTrialStart();
        aTokenOfEveryPersonaIsTakenByTheServices(env);
        aSecondUpSaysWhatIsRunning(first.pid());
        aSupervisedProcessThatWasKilledComesBackAndThePidsFileKnows(pids);
        aRestartByHandGivesANewProcess();

        Map<String, Long> last = pids(env);
        first.destroy();
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(last.values()).noneMatch(LocalStackE2E::alive);
        assertThat(EarlierRun.explain(folder, System.out)).isFalse();

        Process second = up("--no-demo");
        assertThat(LocalEnv.read(folder).sourceKey()).isEqualTo(env.sourceKey());
        aRunnerKilledWithItsChildrenLeftBehindIsExplainedAndDownCleansUp(second);
    }

    /** A cache that does not fit the build or the JVM's arguments is refused with a line in the log. */
    private void everyServiceStartedWithTheCacheOfItsTrialStart() throws IOException {
        for (Service service : Service.values()) {
            assertThat(StartCache.of(SharedStack.home(), service).made()).isTrue();
            assertThat(Files.readString(folder.log(service.label())))
                    .contains(" started in ")
                    .doesNotContain("[aot]", "[cds]", "[aot,cds]", "AOT cache");
        }
    }

    private static void aTokenOfEveryPersonaIsTakenByTheServices(LocalEnv env) throws Exception {
        Api api = new Api(env.url());
        assertThat(api.get("/api/feedback/v1/sources", api.token(Persona.of("admin")))
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/feedback/v1/sources", api.token(Persona.of("agent:a-1")))
                        .status())
                .isEqualTo(403);
        assertThat(api.get("/api/alerting/v1/filters", api.token(Persona.of("qa")))
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/coaching/v1/teams/none/queue", api.token(Persona.of("supervisor:other")))
                        .status())
                .isEqualTo(404);
    }

    private void aSecondUpSaysWhatIsRunning(long pid) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        StackOptions options = StackOptions.apart(SharedStack.home(), folder.path());

        int exit = new UpCommand(options, UpOptions.of(List.of()), new PrintStream(said, true, StandardCharsets.UTF_8))
                .run();

        assertThat(exit).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("running already: pid " + pid, "since", "http://127.0.0.1:");
    }

    private void aSupervisedProcessThatWasKilledComesBackAndThePidsFileKnows(Map<String, Long> before) {
        long killed = before.getOrDefault("goals", 0L);
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<String, Long> now = pids(LocalEnv.read(folder));
            assertThat(now.getOrDefault("goals", killed)).isNotEqualTo(killed);
            Api api = new Api(LocalEnv.read(folder).url());
            assertThat(api.get("/api/goals/v1/agents/none/goals", api.token(Persona.of("admin")))
                            .status())
                    .isEqualTo(404);
        });
    }

    private void aRestartByHandGivesANewProcess() throws Exception {
        Map<String, Long> before = pids(LocalEnv.read(folder));

        assertThat(Control.askRestart(folder, "gateway")).startsWith("gateway restarted");

        assertThat(pids(LocalEnv.read(folder)).get("gateway")).isNotEqualTo(before.get("gateway"));
        assertThatThrownBy(() -> Control.askRestart(folder, "nonsense")).hasMessageContaining("There is no 'nonsense'");
    }

    private void aRunnerKilledWithItsChildrenLeftBehindIsExplainedAndDownCleansUp(Process runner) throws Exception {
        Map<String, Long> orphans = pids(LocalEnv.read(folder));
        runner.destroyForcibly().waitFor();
        assertThat(orphans.values()).allMatch(LocalStackE2E::alive);
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        assertThat(EarlierRun.explain(folder, new PrintStream(said, true, StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("ended without stopping", "./touchline down");

        assertThat(new DownCommand(folder, System.out).run()).isZero();
        assertThat(orphans.values()).noneMatch(LocalStackE2E::alive);
    }

    @Test
    void aTakenPortIsNamedWithWhoNeedsItBeforeAnythingIsStarted() throws IOException {
        StackOptions options = StackOptions.apart(SharedStack.home(), SharedStack.emptied(Path.of("target/e2e/taken")));
        try (ServerSocket taken = new ServerSocket(options.ports().postgres(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> LocalStack.start(options))
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is taken")
                    .hasMessageContaining("PostgreSQL needs it");
        }
        assertThat(options.folder().runRecord()).doesNotExist();
    }

    /** The issuer gives tokens to anybody who asks: it must never get into what is shipped. */
    @Test
    void nothingOfTheRunnerIsInTheServicesPackages() throws IOException {
        for (Service service : Service.values()) {
            try (Stream<Path> files = Files.walk(service.jar(SharedStack.home()).getParent())) {
                List<Path> jars =
                        files.filter(file -> file.toString().endsWith(".jar")).toList();
                assertThat(jars).hasSizeGreaterThan(20);
                for (Path jar : jars) {
                    try (JarFile open = new JarFile(jar.toFile())) {
                        assertThat(open.stream().map(Object::toString))
                                .as(jar.toString())
                                .noneMatch(name -> name.startsWith("dev/touchline/local/"));
                    }
                }
            }
        }
    }

    /** Starts the process and returns when it says that it is ready. */
    private Process up(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dtouchline.home=" + SharedStack.home(),
                ApartMain.class.getName(),
                SharedStack.home().toString(),
                folder.path().toString()));
        command.addAll(List.of(options));
        Path said = Files.createTempFile("touchline-up", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        started.add(process);
        await().atMost(PATIENCE)
                .until(() -> !process.isAlive() || Files.readString(said).contains("Ready."));
        assertThat(process.isAlive()).as(Files.readString(said)).isTrue();
        return process;
    }

    private static Map<String, Long> pids(LocalEnv env) throws IOException {
        Map<String, Long> pids = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of(env.pids()))) {
            String[] pair = line.split(" ");
            pids.put(pair[0], Long.valueOf(pair[1]));
        }
        return pids;
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
