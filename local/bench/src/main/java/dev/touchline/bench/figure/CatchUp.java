package dev.touchline.bench.figure;

import dev.touchline.bench.stack.Backlog;
import dev.touchline.bench.stack.CpuMeter;
import dev.touchline.bench.stack.GroupLag;
import dev.touchline.local.Service;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A consumer that is put behind and catches up again. The clock runs from when all of the backlog lies in Kafka until
 * the last of its offsets is committed; what was consumed while it was being written counts for nothing.
 */
final class CatchUp implements AutoCloseable {
    private final Bench bench;
    private final Backlog backlog;
    private final GroupLag lag;
    private final String table;
    private final Map<String, Long> pids;

    /**
     * @param table where each record must be one more row in the end
     * @param more pids of processes beside those of the stack
     */
    CatchUp(
            Bench bench,
            List<ProducerRecord<byte[], byte[]>> patterns,
            String group,
            String table,
            Map<String, Long> more) {
        this.bench = bench;
        this.backlog = new Backlog(bench.stack().bootstrap(), patterns);
        this.lag = new GroupLag(
                bench.stack().bootstrap(), group, patterns.getFirst().topic());
        this.table = table;
        this.pids = new LinkedHashMap<>(bench.stack().pids());
        pids.putAll(more);
    }

    /**
     * One time.
     *
     * @param rows how many were left when the clock began to run
     */
    record Round(long rows, long nanos, Map<String, Duration> cpu) {
        double rowsPerSecond() {
            return rows * 1e9 / nanos;
        }

        double micros(String process) {
            return Medians.micros(cpu, process, rows);
        }
    }

    /** Also holds the consumer to its word: every record must be in its table. */
    Round round(Duration patience) throws IOException, InterruptedException {
        long before = stored();
        backlog.write(bench.plan().backlog());
        CpuMeter cpu = CpuMeter.start(pids);
        long start = System.nanoTime();
        long rows = lag.left();
        lag.awaitNothingLeft(patience);
        Round round = new Round(rows, System.nanoTime() - start, cpu.used());
        long added = stored() - before;
        if (added != bench.plan().backlog()) {
            throw new IllegalStateException("LOST: %,d records in Kafka, %,d rows in %s"
                    .formatted(bench.plan().backlog(), added, table));
        }
        return round;
    }

    private long stored() throws IOException {
        try (Connection connection = DriverManager.getConnection(bench.stack().jdbcUrl(Service.FEEDBACK));
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM " + table)) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw new IOException("%s could not be counted".formatted(table), e);
        }
    }

    @Override
    public void close() {
        lag.close();
        backlog.close();
    }
}
