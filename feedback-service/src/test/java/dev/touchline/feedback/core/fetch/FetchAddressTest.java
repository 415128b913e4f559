package dev.touchline.feedback.core.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "::ffff:10.0.0.1",
                "2002:7f00:1::",
                "2001:0:1::1",
                "64:ff9b::a00:1",
                "ff02::1"
            })
    void ourOwnMachineAndNetworksAreNotPublic(String address) throws UnknownHostException {
        assertThat(FetchAddress.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.9.9.9", "100.128.0.1", "172.32.0.1", "198.20.0.1", "2620:fe::9"})
    void theRestIsPublic(String address) throws UnknownHostException {
        assertThat(FetchAddress.isPublic(InetAddress.getByName(address))).isTrue();
    }
}
