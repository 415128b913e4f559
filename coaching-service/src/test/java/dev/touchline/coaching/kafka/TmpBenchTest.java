package dev.touchline.coaching.kafka;

import dev.touchline.backing.Backing;
import dev.touchline.coaching.NeedJson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = Backing.class, initArgs = @ResourceArg(name = "database", value = "coaching"))
class TmpBenchTest {
    @Inject
    NeedConsumer needs;

    @Test
    void bench() throws Exception {
        run("new items", 40000, 40000);
        run("merging", 350, 60000);
        run("merging again", 350, 60000);
    }

    private void run(String name, int cases, int total) throws Exception {
        String tag = UUID.randomUUID().toString();
        List<List<ConsumerRecord<byte[], byte[]>>> batches = new ArrayList<>();
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (int i = 0; i < total; i++) {
            NeedJson need = NeedJson.of("a" + tag + (i % cases) / 7, "billing", "t" + i % 7, "r" + tag + i);
            batch.add(new ConsumerRecord<>(
                    "coaching.needed", 3, i, new byte[0], need.json().getBytes(StandardCharsets.UTF_8)));
            if (batch.size() == 2000) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
        }
        for (int half = 0; half < 2; half++) {
            List<List<ConsumerRecord<byte[], byte[]>>> part = half == 0
                    ? batches.subList(0, batches.size() / 2)
                    : batches.subList(batches.size() / 2, batches.size());
            long start = System.nanoTime();
            double cpu = cpu();
            double pg = pg();
            for (var each : part) {
                needs.handle(each);
            }
            double s = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "BENCH %s half %d: wall %.0f needs/s, per 1000 needs: java %.1f ms, pg %.1f ms%n",
                    name,
                    half,
                    part.size() * 2000 / s,
                    (cpu() - cpu) * 1e6 / (part.size() * 2000),
                    (pg() - pg) * 1e6 / (part.size() * 2000));
        }
        long start = System.nanoTime();
        for (var each : batches) {
            needs.handle(each);
        }
        System.out.printf("BENCH %s replay: %.0f needs/s%n", name, total / ((System.nanoTime() - start) / 1e9));
    }

    private static double cpu() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    private static double pg() throws Exception {
        double ticks = 0;
        long root = Backing.postgres().pid();
        for (var handle : ProcessHandle.of(root).orElseThrow().descendants().toList()) {
            String[] stat = java.nio.file.Files.readString(java.nio.file.Path.of("/proc/" + handle.pid() + "/stat"))
                    .replaceAll(".*\\) ", "")
                    .split(" ");
            ticks += Long.parseLong(stat[11]) + Long.parseLong(stat[12]);
        }
        return ticks / 100;
    }
}
