package dev.touchline.bench.report;

import static dev.touchline.local.Json.object;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;

/** What the figures depend on; nothing that names the machine. */
public record Machine(int cores, String processor, long memoryMib, String system, String java, String kafka) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** This one. */
    public static Machine here() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                processorName(),
                system.getTotalMemorySize() >> 20,
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                AppInfoParser.getVersion());
    }

    private static String processorName() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    Map<String, Object> json() {
        return object(
                "cores", cores,
                "processor", processor,
                "memoryMib", memoryMib,
                "system", system,
                "java", java,
                "kafka", kafka);
    }

    /** In one line. */
    public String text() {
        return "%d cores shared by load, broker, database and services (%s), %,d MiB, %s, %s, Kafka %s"
                .formatted(cores, processor, memoryMib, system, java, kafka);
    }
}
