package dev.touchline.bench.stack;

import dev.touchline.bench.Progress;
import dev.touchline.local.Api;
import dev.touchline.local.LocalStack;
import dev.touchline.local.Service;
import dev.touchline.local.StackOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A stack of the run's own: free ports, a temporary folder, no demo. */
public final class BenchStack implements AutoCloseable {
    /** How the load generator's own process is called among the others. */
    public static final String GENERATOR = "load generator";

    /** The heap of a small pod, and the JVM's own thresholds: a laptop's stack puts its second compiler off. */
    private static final List<String> AS_IN_A_CLUSTER = List.of(
            "-Xmx512m",
            "-XX:Tier4InvocationThreshold=5000",
            "-XX:Tier4MinInvocationThreshold=600",
            "-XX:Tier4CompileThreshold=15000",
            "-XX:Tier4BackEdgeThreshold=40000");

    private final LocalStack stack;
    private final Path folder;

    private BenchStack(LocalStack stack, Path folder) {
        this.stack = stack;
        this.folder = folder;
    }

    /** Starts it from the packaged services below {@code home}. */
    public static BenchStack start(Path home, Progress progress) throws IOException {
        Path folder = Files.createTempDirectory("touchline-bench");
        progress.say("starting a stack of its own");
        try {
            return new BenchStack(LocalStack.start(options(home, folder), progress::say), folder);
        } catch (RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    private static StackOptions options(Path home, Path folder) {
        Map<String, List<String>> jvm = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            jvm.put(service.label(), AS_IN_A_CLUSTER);
        }
        return StackOptions.apart(home, folder).withJvmArguments(jvm);
    }

    /** Where the service listens, past the gateway: that is a development tool and stays out of the figures. */
    public InetSocketAddress address(Service service) {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), stack.ports().of(service));
    }

    /** {@code host:port} of the service. */
    public String authority(Service service) {
        return "127.0.0.1:" + stack.ports().of(service);
    }

    public String bootstrap() {
        return stack.kafkaBootstrap();
    }

    /** A folder for files that may go with the stack. */
    public Path folder(String name) {
        return folder.resolve(name);
    }

    /** Where alerting keeps its local copy of what it knows. */
    public Path alertingState() {
        return stack.folder().data("alerting-state");
    }

    /** For JDBC, as the service itself. */
    public String jdbcUrl(Service service) {
        return stack.jdbcUrl(service);
    }

    public String sourceKey() {
        return stack.sourceKey();
    }

    public Api api() {
        return stack.api();
    }

    /** A bearer token, e.g. of {@code supervisor:billing}. */
    public String token(String persona) throws IOException, InterruptedException {
        return stack.token(persona);
    }

    /** An orderly stop of services that the next figure does not need. */
    public void stop(List<Service> services) {
        services.forEach(service -> stack.stop(service.label()));
    }

    /** Stops the service if it lives and starts it with these properties besides the usual ones. */
    public void restart(Service service, Map<String, String> properties) {
        restart(service, "512m", properties);
    }

    /** @param heap as {@code -Xmx} has it */
    public void restart(Service service, String heap, Map<String, String> properties) {
        List<String> jvm = new ArrayList<>(AS_IN_A_CLUSTER);
        jvm.add("-Xmx" + heap);
        properties.forEach((name, value) -> jvm.add("-D" + name + "=" + value));
        stack.useJvmArguments(service, jvm);
        stack.restart(service.label());
    }

    /** The pids of all that lives, this process as {@link #GENERATOR} among them. */
    public Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        stack.names().stream().filter(stack::alive).forEach(name -> pids.put(name, stack.pid(name)));
        pids.remove("gateway");
        pids.put(GENERATOR, ProcessHandle.current().pid());
        return pids;
    }

    /** Stops everything and forgets it, also when interrupted. */
    @Override
    public void close() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            stack.close();
            delete(folder);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
