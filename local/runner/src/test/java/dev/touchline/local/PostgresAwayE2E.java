package dev.touchline.local;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL killed with -9: responses are still accepted, and the queue catches up once it is back. */
class PostgresAwayE2E {
    private LocalStack stack;
    private Scene scene;

    @BeforeEach
    void open() throws Exception {
        stack = SharedStack.get();
        scene = Scene.open(stack, "pgaway", List.of("p-1"), List.of("effort"), Map.of());
    }

    @AfterEach
    void restore() {
        if (!stack.alive("postgres")) {
            stack.launch("postgres");
            stack.awaitReady("postgres");
        }
    }

    @Test
    void ingestGoesOnAndTheQueueCatchesUp() throws Exception {
        scene.accepted(Scene.response("pg-0", "p-1", "effort", 1, "Before"));
        scene.awaitItem("p-1", "effort", 1);

        stack.kill9("postgres");
        for (int i = 1; i <= 20; i++) {
            scene.accepted(Scene.response("pg-" + i, "p-1", "effort", 1, "While it was away " + i));
        }
        stack.launch("postgres");
        stack.awaitReady("postgres");

        scene.awaitItem("p-1", "effort", 21);
    }
}
