package dev.touchline.feedback.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchAddressTest {
    private static final String BASE = "https://platform.example/API/v3/";

    @Test
    void theIdsOfTheNoticeStandInThePath() {
        assertThat(FetchAddress.of(BASE, FetchAddress.USUAL_PATH, "SV_9", "R_1"))
                .hasToString("Optional[https://platform.example/API/v3/surveys/SV_9/responses/R_1]");
        assertThat(FetchAddress.of(BASE, "/r?id={response}&full=1", "SV_9", "a b/&"))
                .hasToString("Optional[https://platform.example/API/v3/r?id=a%20b%2F%26&full=1]");
    }

    @Test
    void whatIsNoAddressOfTheWebIsNone() {
        for (String base :
                new String[] {"ftp://a.example", "https://u:p@a.example", "https://a.example?x", "//a", "x"}) {
            assertThat(FetchAddress.of(base, FetchAddress.USUAL_PATH, "s", "r"))
                    .as(base)
                    .isEmpty();
        }
        assertThat(FetchAddress.isPath("/r/{response}")).isTrue();
        for (String path :
                new String[] {"", "r/{response}", "/r", "/{response}#x", "/ {response}", "/{other}/{response}"}) {
            assertThat(FetchAddress.isPath(path)).as(path).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", ""})
    void aSegmentThatWalksIsRefused(String id) {
        assertThat(FetchAddress.of(BASE, FetchAddress.USUAL_PATH, "SV_9", id)).isEmpty();
        assertThat(FetchAddress.of(BASE, FetchAddress.USUAL_PATH, id, "R_1")).isEmpty();
    }
}
