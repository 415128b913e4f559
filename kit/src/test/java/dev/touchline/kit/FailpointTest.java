package dev.touchline.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailpointTest {
    /** Hits two points, the second one three times, then ends well. */
    static final class Victim {
        public static void main(String[] args) {
            Failpoint.hit("other");
            for (int i = 0; i < 3; i++) {
                Failpoint.hit("point");
            }
        }
    }

    @Test
    void nothingHappensUnarmed() throws Exception {
        assertThat(run()).isZero();
    }

    @Test
    void anArmedPointHaltsTheProcessAsAKillWould() throws Exception {
        assertThat(run("-Dtouchline.failpoint=point")).isEqualTo(137);
    }

    @Test
    void aCountedPointHaltsAtThatHitAndNotBefore() throws Exception {
        assertThat(run("-Dtouchline.failpoint=point:3")).isEqualTo(137);
        assertThat(run("-Dtouchline.failpoint=point:4")).isZero();
    }

    private static int run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Victim.class.getName()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
