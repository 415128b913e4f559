package dev.touchline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MembersTest {
    @TempDir
    Path home;

    @Test
    void whatSwaggerUiTriesOutReachesTheApiAndIsLetIn() {
        Members members = new Members(StackOptions.usual(home, new StackFolder(home.resolve(".touchline"))));

        Map<String, String> environment = members.environment(first(Service.COACHING));

        assertThat(environment)
                .containsEntry("TOUCHLINE_OPENAPI_SERVER", "http://127.0.0.1:8083")
                .containsEntry("QUARKUS_HTTP_CORS_ENABLED", "true");
        String pattern = String.valueOf(environment.get("QUARKUS_HTTP_CORS_ORIGINS"));
        String origin = pattern.substring(1, pattern.length() - 1);
        assertThat("http://127.0.0.1:9083").matches(origin);
        assertThat("http://localhost:8080").matches(origin);
        assertThat("http://localhost.example").doesNotMatch(origin);
    }

    @Test
    void secretsOfPlatformsAreSealedWithAKeyThatLastsAsLongAsTheData() throws IOException {
        StackFolder folder = new StackFolder(home.resolve(".touchline"));
        Members members = new Members(StackOptions.usual(home, folder));

        String key = keys(members);

        assertThat(key).matches("local:[A-Za-z0-9+/]{43}=");
        assertThat(keys(members)).isEqualTo(key);
        assertThat(Files.getPosixFilePermissions(folder.secretKey()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(members.environment(first(Service.COACHING))).doesNotContainValue(key);
        folder.forget();
        assertThat(keys(members)).isNotEqualTo(key);
    }

    @Test
    void secretsOfWebhooksAreSealedWithAKeyOfTheirOwn() throws IOException {
        StackFolder folder = new StackFolder(home.resolve(".touchline"));
        Members members = new Members(StackOptions.usual(home, folder));

        String key = webhookKeys(members);

        assertThat(key).matches("local:[A-Za-z0-9+/]{43}=").isNotEqualTo(keys(members));
        assertThat(webhookKeys(members)).isEqualTo(key);
        folder.forget();
        assertThat(webhookKeys(members)).isNotEqualTo(key);
    }

    @Test
    void furtherInstancesHavePortsAndAStateOfTheirOwn() {
        StackOptions options = StackOptions.usual(home, new StackFolder(home.resolve(".touchline")))
                .withInstances(Service.ALERTING, 2);
        Members members = new Members(options);

        List<Map<String, String>> both = options.instances().stream()
                .filter(instance -> instance.service() == Service.ALERTING)
                .map(members::environment)
                .toList();

        assertThat(both).hasSize(2);
        assertThat(both).extracting(each -> each.get("QUARKUS_HTTP_PORT")).doesNotHaveDuplicates();
        assertThat(both).extracting(each -> each.get("QUARKUS_MANAGEMENT_PORT")).doesNotHaveDuplicates();
        assertThat(both)
                .extracting(each -> each.get("TOUCHLINE_ALERTING_STATE_DIR"))
                .doesNotHaveDuplicates();
        assertThat(options.instances()).extracting(Instance::name).contains("alerting", "alerting-2");
    }

    @Test
    void whatAStackWasStartedWithHoldsAtEveryStartOfTheService() throws IOException {
        for (Service built : List.of(Service.COACHING, Service.GOALS)) {
            Files.createDirectories(built.jar(home).getParent());
            Files.createFile(built.jar(home));
        }
        String started = "-Dtouchline.webhooks.retries=PT2S";
        Members members = new Members(StackOptions.usual(home, new StackFolder(home.resolve(".touchline")))
                .withJvmArguments(Map.of(Service.COACHING.label(), List.of(started))));

        assertThat(members.serviceJvm(Service.COACHING, List.of("-Dtouchline.failpoint=x")))
                .containsOnlyOnce(started, "-Dtouchline.failpoint=x");
        assertThat(members.serviceJvm(Service.GOALS, List.of())).doesNotContain(started);
    }

    private static Instance first(Service service) {
        return StackPorts.usual().first(service);
    }

    private static String webhookKeys(Members members) {
        return String.valueOf(members.environment(first(Service.COACHING)).get("TOUCHLINE_WEBHOOKS_SECRET_KEYS"));
    }

    private static String keys(Members members) {
        return String.valueOf(members.environment(first(Service.FEEDBACK)).get("TOUCHLINE_FEEDBACK_SECRET_KEYS"));
    }
}
