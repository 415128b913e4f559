package dev.touchline.local;

import dev.touchline.backing.Ports;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The TCP ports of a stack, all on 127.0.0.1. A service's management port is its port + 1000.
 *
 * @param gateway where people and platforms come in
 */
public record StackPorts(int gateway, Map<Service, Integer> services, int kafka, int kafkaController, int postgres) {
    static final int MANAGEMENT = 1000;

    public StackPorts {
        services = Map.copyOf(services);
    }

    /** The ports that api.md names, and three that are seldom taken for Kafka and PostgreSQL. */
    public static StackPorts usual() {
        return new StackPorts(
                8080,
                Map.of(Service.FEEDBACK, 8081, Service.ALERTING, 8082, Service.COACHING, 8083, Service.GOALS, 8084),
                19092,
                19093,
                15432);
    }

    /** Ports that nobody has right now, for a second stack beside the usual one. */
    public static StackPorts free() {
        Map<Service, Integer> services = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            services.put(service, freeWithManagement());
        }
        return new StackPorts(Ports.free(), services, Ports.free(), Ports.free(), Ports.free());
    }

    static int freeWithManagement() {
        while (true) {
            int port = Ports.free();
            if (Ports.isFree(port + MANAGEMENT)) {
                return port;
            }
        }
    }

    /** The port of a service's API. */
    public int of(Service service) {
        return services.getOrDefault(service, 0);
    }

    /** The port of a service's health and metrics. */
    public int management(Service service) {
        return of(service) + MANAGEMENT;
    }

    /** The gateway's address without a trailing slash. */
    public String url() {
        return "http://127.0.0.1:" + gateway;
    }

    /** A service's own address without a trailing slash. */
    public String url(Service service) {
        return "http://127.0.0.1:" + of(service);
    }

    /** The service's process that stands behind the gateway. */
    Instance first(Service service) {
        return new Instance(service, 1, of(service));
    }

    /** Where the service says whether it is ready. */
    public String readiness(Service service) {
        return first(service).readiness();
    }

    /** Every port by who needs it. */
    Map<Integer, String> wanted() {
        Map<Integer, String> wanted = new LinkedHashMap<>();
        wanted.put(gateway, "the gateway");
        for (Service service : List.of(Service.values())) {
            wanted.put(of(service), service.label());
            wanted.put(management(service), service.label() + "'s health and metrics");
        }
        wanted.put(kafka, "Kafka");
        wanted.put(kafkaController, "Kafka's controller");
        wanted.put(postgres, "PostgreSQL");
        return wanted;
    }
}
