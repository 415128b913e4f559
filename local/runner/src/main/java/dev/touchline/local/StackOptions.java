package dev.touchline.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a stack is started.
 *
 * @param home the project's root, below which the packaged services lie
 * @param folder where all its files go
 * @param more processes of services besides the first of each
 * @param jvmArguments more arguments for the JVM of a service by its label, at every start
 */
public record StackOptions(
        Path home, StackFolder folder, StackPorts ports, List<Instance> more, Map<String, List<String>> jvmArguments) {

    public StackOptions {
        home = home.toAbsolutePath().normalize();
        more = List.copyOf(more);
        jvmArguments = Map.copyOf(jvmArguments);
    }

    /** The stack that {@code ./touchline up} starts. */
    static StackOptions usual(Path home, StackFolder folder) {
        return new StackOptions(home, folder, StackPorts.usual(), List.of(), Map.of());
    }

    /** A stack of its own on free ports, started once or twice. */
    public static StackOptions apart(Path home, Path folder) {
        return new StackOptions(home, new StackFolder(folder), StackPorts.free(), List.of(), Map.of());
    }

    /** The same with so many processes of the service. */
    public StackOptions withInstances(Service service, int instances) {
        List<Instance> all = new ArrayList<>(more);
        IntStream.rangeClosed(2, instances).forEach(number -> all.add(Instance.more(service, number)));
        return new StackOptions(home, folder, ports, all, jvmArguments);
    }

    /** Every process of a service, the first ones first. */
    List<Instance> instances() {
        return Stream.concat(Stream.of(Service.values()).map(ports::first), more.stream())
                .toList();
    }

    /** The same with these arguments besides the usual ones, by the labels of services. */
    public StackOptions withJvmArguments(Map<String, List<String>> arguments) {
        return new StackOptions(home, folder, ports, more, arguments);
    }
}
