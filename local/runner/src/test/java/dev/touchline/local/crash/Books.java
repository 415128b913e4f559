package dev.touchline.local.crash;

import dev.touchline.local.LocalStack;
import dev.touchline.local.crash.Difference.Sort;
import dev.touchline.local.reconcile.Balance;
import dev.touchline.local.reconcile.Balance.Repeats;
import dev.touchline.local.reconcile.FactFinder;
import java.sql.SQLException;
import java.util.List;

/** Whether {@code ./touchline reconcile} finds everything accounted for. */
final class Books {
    private Books() {}

    static List<Difference> compare(LocalStack stack) throws SQLException, InterruptedException {
        Balance balance = Balance.of(FactFinder.find(stack.kafkaBootstrap(), stack.postgresUri()), Repeats.REFUSED);
        return balance.equations().stream()
                .filter(equation -> !equation.closes())
                .map(equation -> new Difference(Sort.UNBALANCED, equation.name(), equation.toString()))
                .toList();
    }
}
