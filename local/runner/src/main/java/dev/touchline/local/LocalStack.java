package dev.touchline.local;

import dev.touchline.backing.PortTakenException;
import dev.touchline.backing.Ports;
import dev.touchline.local.StartUp.Started;
import dev.touchline.local.identity.Persona;
import dev.touchline.local.identity.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The whole system as child processes of this one: Kafka, PostgreSQL, the four services and the gateway.
 *
 * <p>Members are named as in the pids file: kafka, postgres, feedback, alerting, coaching, goals, gateway. Methods may
 * be called from any thread. One stack per folder: a lock file in it is held while the stack lives.
 */
public final class LocalStack implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final StackOptions options;
    private final FileLock lock;
    private final Members make;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Api api;
    private volatile @Nullable String sourceKey;
    private volatile boolean closing;

    private LocalStack(StackOptions options, FileLock lock) {
        this.options = options;
        this.lock = lock;
        this.api = new Api(options.ports().url());
        make = new Members(options);
        add(new KafkaMember(options));
        add(new PostgresMember(options));
        options.instances().forEach(instance -> add(make.service(instance)));
        add(make.gateway());
    }

    private void add(Member member) {
        members.put(member.name(), member);
    }

    /** {@link #start(StackOptions, Consumer)} without a word. */
    public static LocalStack start(StackOptions options) {
        return start(options, _ -> {});
    }

    /**
     * Starts everything and returns when all of it is ready and the source {@code demo} is registered.
     *
     * @param progress gets a line whenever something is ready
     * @throws StackFailure when another stack runs in the folder, a port is taken (nothing was started then), a service
     *     is not built, or a process does not get ready (everything is stopped again then)
     */
    public static LocalStack start(StackOptions options, Consumer<String> progress) {
        requireBuilt(options);
        requirePorts(options.ports());
        TrialStarts.makeMissing(options.home(), progress);
        LocalStack stack = new LocalStack(options, lock(options.folder()));
        try {
            stack.startAll(progress);
            return stack;
        } catch (IOException e) {
            stack.close();
            throw new StackFailure("The stack could not be started: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    private static void requireBuilt(StackOptions options) {
        for (Service service : Service.values()) {
            if (!Files.exists(service.jar(options.home()))) {
                throw new StackFailure("%s-service is not built: there is no %s."
                        .formatted(service.label(), service.jar(options.home())));
            }
        }
    }

    private static void requirePorts(StackPorts ports) {
        List<String> taken = new ArrayList<>();
        ports.wanted().forEach((port, by) -> {
            try {
                Ports.requireFree(port, by);
            } catch (PortTakenException e) {
                taken.add("Port %d is taken by another program; %s needs it.".formatted(port, by));
            }
        });
        if (!taken.isEmpty()) {
            throw new StackFailure(String.join("\n", taken));
        }
    }

    private static FileLock lock(StackFolder folder) {
        try {
            Files.createDirectories(folder.path());
            FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            throw new StackFailure("A stack of this process runs in " + folder.path() + " already.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot be locked: " + folder.path(), e);
        }
        throw new StackFailure("Another stack runs in " + folder.path() + " already.");
    }

    private void startAll(Consumer<String> progress) throws IOException {
        options.folder().prepareLogs();
        progress.accept("Starting Kafka, PostgreSQL, four services and the gateway:");
        Stopwatch watch = new Stopwatch();
        StartUp startUp = new StartUp(member -> {
            member.awaitReady(PATIENCE);
            progress.accept("  %-9s ready after %s".formatted(member.name(), watch));
        });
        Started kafka = startUp.begin(member("kafka"), this::launch);
        startUp.begin(member("postgres"), this::launch);
        startUp.begin(member("gateway"), gateway -> {
            makeSigningKey();
            launch(gateway);
        });
        // The services look for their Kafka topics once, right at the start: those come first.
        kafka.join();
        services().forEach(service -> startUp.begin(member(service), this::launch));
        startUp.joinAll();
        registerSource();
    }

    /** Takes a second of a processor in a young JVM, so it is not waited for. */
    private void makeSigningKey() {
        try {
            SigningKey.make(options.folder().signingKey());
        } catch (IOException e) {
            throw new UncheckedIOException("The issuer's key cannot be written", e);
        }
    }

    private void registerSource() throws IOException {
        try {
            String key = DemoSource.register(api, options.folder());
            sourceKey = key;
            new LocalEnv(
                            url(),
                            key,
                            kafkaBootstrap(),
                            postgresUri(),
                            options.folder().pids().toString())
                    .write(options.folder());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted", e);
        }
    }

    private void launch(Member member) {
        if (!closing) {
            member.start();
            record();
        }
        // Closed while it was starting: whoever closed did not see it yet.
        if (closing) {
            member.stop();
        }
    }

    /** Keeps the pids file true. */
    private synchronized void record() {
        Map<String, Long> pids = new LinkedHashMap<>();
        for (Member member : members.values()) {
            if (member.alive()) {
                pids.put(member.name(), member.pid());
            }
        }
        try {
            RunRecord.write(options.folder(), pids);
        } catch (IOException e) {
            throw new UncheckedIOException("The pids file cannot be written", e);
        }
    }

    /** kill -9; returns when the process is gone. */
    public void kill9(String name) {
        member(name).kill9();
    }

    /** An orderly stop of one process; returns when it is gone. */
    public void stop(String name) {
        member(name).stop();
    }

    /** Stops the process if it lives, starts it again and returns when it is ready; same ports, same data. */
    public void restart(String name) {
        Member member = member(name);
        // One step for whoever watches for deaths.
        synchronized (this) {
            member.stop();
            launch(member);
        }
        member.awaitReady(PATIENCE);
    }

    /** Starts the process without waiting for it; {@link #awaitReady} does. */
    public void launch(String name) {
        launch(member(name));
    }

    /** Returns when the process does its job. */
    public void awaitReady(String name) {
        member(name).awaitReady(PATIENCE);
    }

    /**
     * From its next start on the service runs with these JVM arguments besides those of the stack's options, e.g. a
     * failpoint.
     */
    public void useJvmArguments(Service service, List<String> arguments) {
        if (member(service.label()) instanceof JvmMember jvm) {
            jvm.use(make.serviceJvm(service, arguments));
        }
    }

    /** Whether the process lives, ready or not. */
    public boolean alive(String name) {
        return member(name).alive();
    }

    /** The process id; throws when it does not run. */
    public long pid(String name) {
        return member(name).pid();
    }

    /** The exit code of a service or the gateway that has ended, for messages; "unknown" of Kafka and PostgreSQL. */
    String exit(String name) {
        return member(name) instanceof JvmMember jvm ? jvm.exit() : "unknown";
    }

    /** The names of all processes, in the order of the pids file. */
    public List<String> names() {
        return List.copyOf(members.keySet());
    }

    /** The names of the services' processes. */
    public List<String> services() {
        return options.instances().stream().map(Instance::name).toList();
    }

    /** Another process of the service besides the first, by its number from 2. */
    public Instance instance(Service service, int number) {
        return options.instances().stream()
                .filter(each -> each.service() == service && each.number() == number)
                .findFirst()
                .orElseThrow(() -> new StackFailure("There is no %s number %d.".formatted(service.label(), number)));
    }

    private Member member(String name) {
        Member member = members.get(name);
        if (member == null) {
            throw new StackFailure("There is no '%s'; there are %s.".formatted(name, String.join(", ", names())));
        }
        return member;
    }

    /** The gateway's address without a trailing slash. */
    public String url() {
        return options.ports().url();
    }

    public StackPorts ports() {
        return options.ports();
    }

    public StackFolder folder() {
        return options.folder();
    }

    /** {@code host:port} of the broker. */
    public String kafkaBootstrap() {
        return "127.0.0.1:" + options.ports().kafka();
    }

    /** Without a database; append {@code /feedback} and the like. */
    public String postgresUri() {
        return "postgresql://touchline@127.0.0.1:" + options.ports().postgres();
    }

    /** For JDBC. */
    public String jdbcUrl(Service service) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=touchline"
                .formatted(options.ports().postgres(), service.label());
    }

    /** HTTP as a client of the gateway. */
    public Api api() {
        return api;
    }

    /** The key of the source {@code demo}. */
    public String sourceKey() {
        String key = sourceKey;
        if (key == null) {
            throw new IllegalStateException("The stack has not started");
        }
        return key;
    }

    /** A bearer token, e.g. of {@code supervisor:billing}. */
    public String token(String persona) throws IOException, InterruptedException {
        return api.token(Persona.of(persona));
    }

    /**
     * Stops all processes in order (gateway, services, then Kafka and PostgreSQL) and gives the folder back; data
     * stays. Nothing is left running when the caller is interrupted meanwhile.
     */
    @Override
    public void close() {
        Uninterrupted.run(this::stopAll);
    }

    private void stopAll() {
        closing = true;
        member("gateway").stop();
        StartUp.inParallel(services().stream().map(this::member).toList(), Member::stop);
        StartUp.inParallel(List.of(member("kafka"), member("postgres")), Member::stop);
        try {
            RunRecord.delete(options.folder());
            Files.deleteIfExists(options.folder().localEnv());
            lock.release();
            lock.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder could not be tidied up", e);
        }
    }
}
