package dev.touchline.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchline.backing.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be checked of deploy/ and the Dockerfiles without kubectl and Docker. */
class DeployFilesTest {
    private static final Path HOME = Path.of(System.getProperty("touchline.home", "../.."));

    @Test
    void theKafkaTopicsOfAClusterAreThoseOfTheContract() throws IOException {
        List<String> expected = TopicCatalogue.load().topics().stream()
                .map(topic -> "%s %d%s".formatted(topic.name(), topic.partitions(), settings(topic.config())))
                .toList();

        assertThat(Files.readAllLines(HOME.resolve("deploy/components/kafka-topics/topics.txt")))
                .filteredOn(line -> !line.startsWith("#"))
                .containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "feedback-service, 8081 9081",
        "alerting-service, 8082 9082",
        "coaching-service, 8083 9083",
        "goals-service,    8084 9084"
    })
    void anImageHoldsThePackagedServiceAloneAndDoesNotRunAsRoot(String service, String ports) throws IOException {
        List<String> lines = Files.readAllLines(HOME.resolve(service).resolve("Dockerfile"));

        assertThat(lines).contains("FROM ${BASE}", "USER 10001:10001", "EXPOSE " + ports);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("COPY") || line.startsWith("ADD"))
                .containsExactly("COPY lib/ lib/", "COPY *.jar ./", "COPY quarkus/ quarkus/", "COPY app/ app/");
    }

    private static String settings(Map<String, String> config) {
        StringBuilder settings = new StringBuilder();
        new TreeMap<>(config)
                .forEach((key, value) ->
                        settings.append(' ').append(key).append('=').append(value));
        return settings.toString();
    }
}
