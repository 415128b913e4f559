package dev.touchline.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * {@code ./touchline up} with free ports and a folder of its own, as a process that a test can signal: {@code HOME
 * FOLDER OPTION…}.
 */
final class ApartMain {
    private ApartMain() {}

    public static void main(String[] arguments) throws Exception {
        StackOptions options = StackOptions.apart(Path.of(arguments[0]), Path.of(arguments[1]));
        List<String> upOptions = Arrays.asList(arguments).subList(2, arguments.length);
        System.exit(new UpCommand(options, UpOptions.of(upOptions), System.out).run());
    }
}
