package dev.touchline.local;

import dev.touchline.local.demo.Demo;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code ./touchline up}: starts the stack, says where everything is and stays until it is told to end. */
final class UpCommand {
    private static final String READY = "Ready.";

    private final StackOptions stackOptions;
    private final StackFolder folder;
    private final UpOptions options;
    private final PrintStream out;

    UpCommand(StackOptions stackOptions, UpOptions options, PrintStream out) {
        this.stackOptions = stackOptions;
        this.folder = stackOptions.folder();
        this.options = options;
        this.out = out;
    }

    /** @return the exit code */
    int run() throws IOException, InterruptedException {
        if (EarlierRun.explain(folder, out)) {
            return 1;
        }
        if (options.fresh()) {
            folder.forget();
        }
        CountDownLatch ended = new CountDownLatch(1);
        Thread here = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            here.interrupt();
            awaitQuietly(ended);
        }));
        try {
            startAndServe();
        } finally {
            ended.countDown();
        }
        return 0;
    }

    private void startAndServe() throws IOException {
        // Part of the build, though it takes the settings of a stack: its time is not that of a start.
        TrialStarts.makeMissing(stackOptions.home(), out::println);
        Stopwatch watch = new Stopwatch();
        try (LocalStack stack = LocalStack.start(stackOptions, out::println);
                Control _ = Control.open(stack)) {
            serve(stack, watch);
        }
    }

    /** Returns when this thread is interrupted: that is how the end is told. */
    private void serve(LocalStack stack, Stopwatch watch) throws IOException {
        Watcher watcher = new Watcher(stack, options.supervise(), out::println);
        Thread watching = Thread.ofPlatform().name("watcher").daemon().unstarted(watcher::run);
        try (Demo demo = new Demo(stack.api(), stack.sourceKey(), options.seed())) {
            prepare(stack, demo, watch);
            watching.start();
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            out.println("Stopping …");
            watching.interrupt();
        }
    }

    private void prepare(LocalStack stack, Demo demo, Stopwatch watch) throws IOException, InterruptedException {
        if (options.demo()) {
            demo.load();
            demo.startTraffic();
        }
        out.println(READY + " It took " + watch + ".");
        out.println();
        out.println(Welcome.text(stack.ports(), folder, options.demo()));
    }

    /** The JVM must not end before the children have. */
    private static void awaitQuietly(CountDownLatch ended) {
        try {
            if (!ended.await(60, TimeUnit.SECONDS)) {
                System.err.println("Some processes did not stop within 60 s; ./touchline down looks after them.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
