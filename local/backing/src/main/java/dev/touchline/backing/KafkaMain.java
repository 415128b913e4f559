package dev.touchline.backing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * The broker's own process: formats the log directory when it was never formatted, then runs Kafka until it is stopped.
 *
 * <p>One argument: the properties file of the node. Formatting and running share a JVM because starting another one
 * would cost a second of every first start.
 */
public final class KafkaMain {
    private KafkaMain() {}

    /** Runs the node described by the properties file {@code args[0]}. */
    public static void main(String[] args) throws IOException {
        String file = args[0];
        Path log = Path.of(read(file).getProperty("log.dirs"));
        if (!Files.exists(log.resolve("meta.properties"))) {
            format(file);
        }
        Kafka.main(new String[] {file});
    }

    /**
     * meta.properties is written last, so a directory without it was left half formatted and may be formatted again.
     */
    private static void format(String file) {
        String cluster = Uuid.randomUuid().toString();
        String[] command = {"format", "--ignore-formatted", "--cluster-id", cluster, "--config", file};
        int status = StorageTool.execute(command, System.out);
        if (status != 0) {
            throw new IllegalStateException("Formatting Kafka's log directory failed with status " + status);
        }
    }

    private static Properties read(String file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            properties.load(in);
        }
        return properties;
    }
}
