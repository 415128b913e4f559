package dev.touchline.local;

import dev.touchline.local.reconcile.Balance;
import dev.touchline.local.reconcile.Balance.Repeats;
import dev.touchline.local.reconcile.FactFinder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code ./touchline reconcile [--replayed]}: the balance to the record of the running stack. Ends with 0 when it
 * closes, with 1 when not, with 2 when it was not understood. {@code --replayed} is for after a reset of consumer
 * offsets: what was read again is then no surplus.
 */
public final class Reconcile {
    private static final int IDS_SHOWN = 20;

    private Reconcile() {}

    /** {@code Reconcile HOME FOLDER [--replayed]}. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        List<String> options = arguments.subList(2, arguments.size());
        if (!List.of("--replayed").containsAll(options)) {
            System.err.println("Usage: ./touchline reconcile [--replayed]");
            return 2;
        }
        try {
            LocalEnv env = LocalEnv.read(new StackFolder(Path.of(arguments.get(1))));
            Repeats repeats = options.isEmpty() ? Repeats.REFUSED : Repeats.EXPECTED;
            Balance balance = Balance.of(FactFinder.find(env.kafka(), env.postgres()), repeats);
            print(balance, System.out);
            return balance.closes() ? 0 : 1;
        } catch (StackFailure | IOException | IllegalStateException e) {
            System.err.println(e.getMessage());
            return 1;
        } catch (SQLException e) {
            System.err.println("PostgreSQL cannot be asked: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    static void print(Balance balance, PrintStream out) {
        for (Balance.Equation equation : balance.equations()) {
            out.printf(
                    "%-14s %9d  %s%n",
                    equation.name(), equation.whole(), equation.closes() ? "closes" : "DOES NOT CLOSE");
            if (equation.gone() > 0) {
                out.printf("  + %-20s %9d%n", "gone by retention", equation.gone());
            }
            equation.parts().forEach((name, count) -> out.printf("  = %-20s %9d%n", name, count));
            if (!equation.missing().isEmpty()) {
                String ids = equation.missing().stream().limit(IDS_SHOWN).collect(Collectors.joining("\n    "));
                out.printf("  missing: %d%n    %s%n", equation.missing().size(), ids);
            }
        }
        out.println(balance.closes() ? "Everything is accounted for." : "The balance does not close.");
    }
}
