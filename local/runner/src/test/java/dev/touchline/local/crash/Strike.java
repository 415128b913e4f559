package dev.touchline.local.crash;

import dev.touchline.local.Instance;
import dev.touchline.local.LocalStack;
import dev.touchline.local.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** One way to hurt the stack. */
sealed interface Strike {
    /** Alerting's transactions last 10 s at most, its sessions 6 s. */
    Duration LONGER_THAN_A_TRANSACTION = Duration.ofSeconds(13);

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

    /**
     * Stopped for longer than its transactions last, so that others take its work; then it goes on as if nothing were.
     */
    record Frozen(String victim, Duration how) implements Strike {}

    /** kill -9 at any moment; all of its state on disk is gone when it starts again. */
    record Wiped(Instance instance) implements Strike {
        @Override
        public String victim() {
            return instance.name();
        }
    }

    /** An orderly restart of every process of a service, one after the other. */
    record Rolling(Service service) implements Strike {
        @Override
        public String victim() {
            return service.label();
        }
    }

    /** Every process and every point, the given number of times, in any order. */
    static List<Strike> all(LocalStack stack, int times, Random random) {
        List<Strike> strikes = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            strikes.addAll(List.of(
                    new Backing("kafka", false),
                    new Backing("postgres", true),
                    new AtPoint(Service.FEEDBACK, "after-produce-before-202", 5),
                    new AtPoint(Service.ALERTING, "after-process-before-commit", 5),
                    new AtPoint(Service.ALERTING, "after-outbox-publish", 3),
                    new Frozen("alerting-2", LONGER_THAN_A_TRANSACTION),
                    new Wiped(stack.instance(Service.ALERTING, 3)),
                    new Rolling(Service.ALERTING),
                    new AtPoint(Service.GOALS, "after-db-commit", 2),
                    new AtPoint(Service.COACHING, "after-db-commit", 2),
                    new AtPoint(Service.COACHING, "after-claim-before-reply", 3),
                    new AtPoint(Service.COACHING, "after-outbox-publish", 3),
                    new AtPoint(Service.COACHING, "after-webhook-send", 3)));
        }
        Collections.shuffle(strikes, random);
        return strikes;
    }
}
