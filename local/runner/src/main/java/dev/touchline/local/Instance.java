package dev.touchline.local;

/**
 * One process of a service. The first of each has the service's name and stands behind the gateway; further ones share
 * its work over Kafka and PostgreSQL, and are reached at their own ports.
 *
 * @param number from 1
 * @param port of its API; its management port is {@link StackPorts#MANAGEMENT} above
 */
public record Instance(Service service, int number, int port) {

    /** Another one on ports that nobody has right now. */
    static Instance more(Service service, int number) {
        return new Instance(service, number, StackPorts.freeWithManagement());
    }

    /** As in the pids file and of its log: {@code alerting}, {@code alerting-2}. */
    public String name() {
        return number == 1 ? service.label() : service.label() + "-" + number;
    }

    int management() {
        return port + StackPorts.MANAGEMENT;
    }

    /** Where it says whether it is ready. */
    String readiness() {
        return health("ready");
    }

    /** Where it says that it lives, whatever else is away. */
    String liveness() {
        return health("live");
    }

    private String health(String what) {
        return "http://127.0.0.1:%d/q/health/%s".formatted(management(), what);
    }
}
