package dev.touchline.bench.micro;

import dev.touchline.kit.Failpoint;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What an unarmed failpoint costs: the difference of the two, which should be nothing. */
@State(Scope.Thread)
public class FailpointBench {
    private long count;

    @Benchmark
    public long without() {
        return ++count;
    }

    @Benchmark
    public long withUnarmedFailpoint() {
        Failpoint.hit("after-db-commit");
        return ++count;
    }
}
