package dev.touchline.local;

import dev.touchline.local.identity.Persona;
import dev.touchline.local.replay.Replay;
import dev.touchline.local.replay.ReplayOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code ./touchline} runs once everything is built: {@code LocalMain HOME FOLDER COMMAND ARGUMENT…}. Ends with 0,
 * with 1 when it could not be done, with 2 when it was not understood.
 */
public final class LocalMain {
    private LocalMain() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        Path home = Path.of(arguments.get(0));
        StackFolder folder = new StackFolder(Path.of(arguments.get(1)));
        try {
            return command(home, folder, arguments.get(2), arguments.subList(3, arguments.size()));
        } catch (NotUnderstood e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (StackFailure | IOException e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static int command(Path home, StackFolder folder, String command, List<String> arguments)
            throws IOException, InterruptedException {
        return switch (command) {
            case "up" -> new UpCommand(StackOptions.usual(home, folder), UpOptions.of(arguments), System.out).run();
            case "down" -> new DownCommand(folder, System.out).run();
            case "status" -> new StatusCommand(folder, System.out).run();
            case "restart" -> say(Control.askRestart(folder, only("restart NAME", arguments)));
            case "token" -> token(folder, persona(only("token PERSONA", arguments)));
            case "replay" -> new Replay(LocalEnv.read(folder), ReplayOptions.of(arguments), System.out).run();
            default -> throw new NotUnderstood("What is '" + command + "'?");
        };
    }

    private static Persona persona(String written) {
        try {
            return Persona.of(written);
        } catch (IllegalArgumentException e) {
            throw new NotUnderstood(String.valueOf(e.getMessage()));
        }
    }

    private static int token(StackFolder folder, Persona persona) throws IOException, InterruptedException {
        return say(new Api(LocalEnv.read(folder).url()).token(persona));
    }

    private static int say(String line) {
        System.out.println(line);
        return 0;
    }

    private static String only(String usage, List<String> arguments) {
        if (arguments.size() != 1) {
            throw new NotUnderstood("Usage: ./touchline " + usage);
        }
        return arguments.getFirst();
    }
}
