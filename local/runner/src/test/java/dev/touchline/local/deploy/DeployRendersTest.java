package dev.touchline.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployRendersTest {
    private static final Path DEPLOY = Path.of(System.getProperty("touchline.home", "../.."), "deploy")
            .toAbsolutePath()
            .normalize();

    @TempDir
    static Path overlay;

    private static Rendered rendered = new Rendered(List.of());

    /** The base and the component together, as an overlay has them. */
    @BeforeAll
    static void render() throws IOException {
        assumeTrue(Rendered.kubectlIsThere(), "no kubectl on the path, so nothing can be rendered");
        Path root = overlay.toRealPath();
        Files.writeString(root.resolve("kustomization.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources: [%s]
                components: [%s]
                """.formatted(
                root.relativize(DEPLOY.resolve("base")), root.relativize(DEPLOY.resolve("components/kafka-topics"))));
        rendered = Rendered.of(root);
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment,  feedback-service, 8081",
        "StatefulSet, alerting-service, 8082",
        "Deployment,  coaching-service, 8083",
        "Deployment,  goals-service,    8084"
    })
    void everyServiceIsProbedAndReachable(String kind, String name, int port) {
        JsonNode container = Rendered.container(rendered.one(kind, name));

        assertThat(ports(container)).containsExactly(port, port + 1000);
        assertThat(probe(container, "startup")).isEqualTo("/q/health/started management");
        assertThat(probe(container, "liveness")).isEqualTo("/q/health/live management");
        assertThat(probe(container, "readiness")).isEqualTo("/q/health/ready management");
        assertThat(rendered.one("Service", name).at("/spec/ports/0/targetPort").asText())
                .isEqualTo("http");
        assertThat(rendered.has("PodDisruptionBudget", name)).isTrue();
        assertThat(sources(container))
                .satisfiesExactly(
                        platform -> assertThat(platform).startsWith("touchline-platform-"),
                        own -> assertThat(own).startsWith(name + "-"),
                        kafka -> assertThat(kafka).isEqualTo("touchline-kafka"));
    }

    @Test
    void noWorkloadRunsAsRootOrWritesToItsImage() {
        assertThat(rendered.workloads()).hasSize(5).allSatisfy(workload -> {
            JsonNode pod = workload.at("/spec/template/spec");
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
            JsonNode context = Rendered.container(workload).path("securityContext");
            assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        });
    }

    @Test
    void everyWorkloadSaysWhatItNeedsAndWhichVersionItIs() {
        assertThat(rendered.workloads()).allSatisfy(workload -> {
            JsonNode container = Rendered.container(workload);
            assertThat(container.at("/resources/requests/cpu").isTextual()).isTrue();
            assertThat(container.at("/resources/requests/memory").isTextual()).isTrue();
            assertThat(container.at("/resources/limits/memory").isTextual()).isTrue();
            assertThat(container.path("image").asText())
                    .matches(".+:[0-9][^:]*")
                    .doesNotContain("latest");
        });
    }

    @Test
    void theStateOfAlertingSurvivesItsPod() {
        JsonNode alerting = rendered.one("StatefulSet", "alerting-service");
        String claim = alerting.at("/spec/volumeClaimTemplates/0/metadata/name").asText();

        assertThat(Rendered.container(alerting).path("volumeMounts"))
                .anySatisfy(mount -> assertThat(mount.path("name").asText()).isEqualTo(claim));
    }

    @Test
    void noSecretIsCommitted() {
        assertThat(rendered.objects()).extracting(Rendered::kind).doesNotContain("Secret");
    }

    private static List<Integer> ports(JsonNode container) {
        List<Integer> ports = new ArrayList<>();
        container
                .path("ports")
                .forEach(port -> ports.add(port.path("containerPort").asInt()));
        return ports;
    }

    private static String probe(JsonNode container, String name) {
        JsonNode get = container.path(name + "Probe").path("httpGet");
        return get.path("path").asText() + " " + get.path("port").asText();
    }

    private static List<String> sources(JsonNode container) {
        return StreamSupport.stream(container.path("envFrom").spliterator(), false)
                .map(source -> source.at("/configMapRef/name").asText()
                        + source.at("/secretRef/name").asText())
                .toList();
    }
}
