package dev.touchline.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a stack is started.
 *
 * @param home the project's root, below which the packaged services lie
 * @param folder where all its files go
 * @param jvmArguments more arguments for the JVM of a service by its label, e.g. a failpoint
 */
public record StackOptions(Path home, StackFolder folder, StackPorts ports, Map<String, List<String>> jvmArguments) {

    public StackOptions {
        home = home.toAbsolutePath().normalize();
        jvmArguments = Map.copyOf(jvmArguments);
    }

    /** The stack that {@code ./touchline up} starts. */
    static StackOptions usual(Path home, StackFolder folder) {
        return new StackOptions(home, folder, StackPorts.usual(), Map.of());
    }

    /** A stack of its own on free ports, started once or twice. */
    public static StackOptions apart(Path home, Path folder) {
        return new StackOptions(home, new StackFolder(folder), StackPorts.free(), Map.of());
    }

    /** The same with these arguments for one service's JVM besides the usual ones. */
    public StackOptions withJvmArguments(Service service, List<String> arguments) {
        return withJvmArguments(Map.of(service.label(), arguments));
    }

    /** The same with these arguments besides the usual ones, by the labels of services. */
    public StackOptions withJvmArguments(Map<String, List<String>> arguments) {
        return new StackOptions(home, folder, ports, arguments);
    }
}
