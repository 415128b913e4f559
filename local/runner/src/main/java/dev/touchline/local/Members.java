package dev.touchline.local;

import dev.touchline.local.gateway.GatewayMain;
import dev.touchline.local.gateway.GatewayOptions;
import dev.touchline.local.identity.Issuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How each process of the stack is started: programs, JVM arguments, environment. */
final class Members {
    /** Small heaps and one collector thread: seven processes share two cores and 2.5 GiB. */
    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-Xss512k", "-XX:-UsePerfData", "--sun-misc-unsafe-memory-access=allow");

    /**
     * The optimising compiler takes what is called ten times as often as usual: with four services starting at once on
     * two cores it would cost a quarter of the start, and what is hot gets there soon enough.
     */
    private static final List<String> OPTIMISE_LATER = List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    private static final List<String> SERVICE_JVM = Stream.of(JVM, OPTIMISE_LATER, List.of("-Xmx256m"))
            .flatMap(List::stream)
            .toList();

    /** Pages that this machine serves, as a pattern of origins. */
    private static final String OF_THIS_MACHINE = "/http://(127[.]0[.]0[.]1|localhost)(:[0-9]+)?/";

    private final StackOptions options;
    private final GatewayOptions gateway;
    private final HttpClient http = HttpClient.newHttpClient();

    Members(StackOptions options) {
        this.options = options;
        Map<String, Integer> services = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            services.put(service.label(), options.ports().of(service));
        }
        this.gateway =
                new GatewayOptions(options.ports().gateway(), options.folder().signingKey(), services);
    }

    JvmMember service(Instance instance) {
        Service service = instance.service();
        return service(instance, serviceJvm(service, List.of()), instance.readiness());
    }

    /** The service by itself, ready as soon as it answers, with these JVM arguments besides the usual ones. */
    JvmMember trial(Service service, List<String> more) {
        List<String> jvm = new ArrayList<>(SERVICE_JVM);
        jvm.addAll(more);
        Instance first = options.ports().first(service);
        return service(first, jvm, first.liveness());
    }

    private JvmMember service(Instance instance, List<String> jvm, String readiness) {
        return new JvmMember(
                instance.name(),
                jvm,
                List.of("-jar", instance.service().jar(options.home()).toString()),
                environment(instance),
                URI.create(readiness),
                options.folder().log(instance.name()),
                http);
    }

    /** @param more JVM arguments besides the usual ones and those that the stack was started with */
    List<String> serviceJvm(Service service, List<String> more) {
        List<String> jvm = new ArrayList<>(SERVICE_JVM);
        jvm.addAll(StartCache.of(options.home(), service).use());
        jvm.addAll(options.jvmArguments().getOrDefault(service.label(), List.of()));
        jvm.addAll(more);
        return jvm;
    }

    JvmMember gateway() {
        List<String> jvm = new ArrayList<>(JVM);
        jvm.addAll(List.of(
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path")));
        List<String> program = new ArrayList<>(List.of(GatewayMain.class.getName()));
        program.addAll(gateway.toArguments());
        return new JvmMember(
                "gateway",
                jvm,
                program,
                Map.of(),
                URI.create(gateway.issuer() + "/.well-known/openid-configuration"),
                options.folder().log("gateway"),
                http);
    }

    Map<String, String> environment(Instance instance) {
        Service service = instance.service();
        StackPorts ports = options.ports();
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(instance.port()));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(instance.management()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
        environment.put(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(ports.postgres(), service.label()));
        environment.put("QUARKUS_DATASOURCE_USERNAME", "touchline");
        // Swagger UI stands on the management port: it must be told where the API is, and be let in from there. So are
        // the pages behind the gateway, which have its origin.
        environment.put("TOUCHLINE_OPENAPI_SERVER", "http://127.0.0.1:" + instance.port());
        environment.put("QUARKUS_HTTP_CORS_ENABLED", "true");
        environment.put("QUARKUS_HTTP_CORS_ORIGINS", OF_THIS_MACHINE);
        environment.put("QUARKUS_HTTP_CORS_EXPOSED_HEADERS", "ETag,Retry-After");
        environment.put("MP_JWT_VERIFY_ISSUER", gateway.issuer());
        environment.put("MP_JWT_VERIFY_AUDIENCES", Issuer.AUDIENCE);
        environment.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", gateway.issuer() + "/jwks");
        if (service == Service.ALERTING) {
            environment.put(
                    "TOUCHLINE_ALERTING_STATE_DIR",
                    options.folder().alertingState(instance).toString());
        }
        if (service == Service.FEEDBACK) {
            environment.put(
                    "TOUCHLINE_FEEDBACK_SECRET_KEYS",
                    SecretKey.of(options.folder().secretKey()));
            // A platform to try things with may be on this machine.
            environment.put("TOUCHLINE_FEEDBACK_FETCH_PRIVATE_ADDRESSES", "true");
        }
        if (service == Service.COACHING) {
            environment.put(
                    "TOUCHLINE_WEBHOOKS_SECRET_KEYS",
                    SecretKey.of(options.folder().webhookKey()));
            environment.put("TOUCHLINE_WEBHOOKS_ALLOW_PRIVATE", "true");
        }
        return environment;
    }
}
