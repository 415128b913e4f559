package dev.touchline.local.crash;

import dev.touchline.local.Service;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** One way to hurt the stack. */
sealed interface Strike {
    /** The name of the process. */
    String victim();

    /**
     * kill -9 of what the services stand on, at any moment.
     *
     * @param flowsWithout whether responses are accepted while it is away; it stays away for some of them then
     */
    record Backing(String victim, boolean flowsWithout) implements Strike {}

    /**
     * kill -9 at any moment; when it is started again, it dies at the point.
     *
     * @param latest the point is armed for one of its first so many hits
     */
    record AtPoint(Service service, String point, int latest) implements Strike {
        @Override
        public String victim() {
            return service.label();
        }
    }

    /** Every process and every point, the given number of times, in any order. */
    static List<Strike> all(int times, Random random) {
        List<Strike> strikes = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            strikes.addAll(List.of(
                    new Backing("kafka", false),
                    new Backing("postgres", true),
                    new AtPoint(Service.FEEDBACK, "after-produce-before-202", 5),
                    new AtPoint(Service.ALERTING, "after-process-before-commit", 5),
                    new AtPoint(Service.GOALS, "after-db-commit", 2),
                    new AtPoint(Service.COACHING, "after-db-commit", 2),
                    new AtPoint(Service.COACHING, "after-claim-before-reply", 3),
                    new AtPoint(Service.COACHING, "after-outbox-publish", 3)));
        }
        Collections.shuffle(strikes, random);
        return strikes;
    }
}
