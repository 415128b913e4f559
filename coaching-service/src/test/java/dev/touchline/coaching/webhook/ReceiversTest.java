package dev.touchline.coaching.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiversTest {
    private final Receivers strict = new Receivers(false, InetAddress::getAllByName);
    private final Receivers lenient = new Receivers(true, InetAddress::getAllByName);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/hook",
                "https://localhost/hook",
                "https://[::1]/",
                "https://10.0.0.8",
                "https://192.168.1.1:8443/x",
                "https://169.254.169.254/latest/meta-data",
                "https://168.63.129.16/",
                "https://100.100.100.200/",
                "https://[fd00:ec2::254]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://224.0.0.1/",
                "https://0.0.0.0/",
                "https://127.1/",
                "https://2130706433/",
            })
    void whatIsOurOwnIsRefused(String url) {
        assertThat(strict.faults(url))
                .singleElement()
                .asString()
                .matches("its host has an address that is not on the public internet|its host is not known"
                        + "|it has no host, or a user or a fragment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://9.9.9.9/", "ftp://9.9.9.9/", "//9.9.9.9/", "9.9.9.9", "", "javascript:alert(1)"})
    void onlyHttpsIsSpoken(String url) {
        assertThat(strict.faults(url)).containsExactly("it does not begin with https://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://u:p@9.9.9.9/",
                "https://9.9.9.9/#x",
                "https:///x",
                "https://9.9.9.9:0/",
                "https://9.9.9.9:70000/",
                "https://9.9.9.9/ x",
                "https://a_b/"
            })
    void whatIsNoAddressIsNamed(String url) {
        assertThat(strict.faults(url)).hasSize(1);
        assertThat(strict.faults("https://9.9.9.9/" + "x".repeat(2_000)))
                .containsExactly("it has more than 2000 characters");
    }

    @Test
    void publicAddressesAreFine() {
        assertThat(strict.faults("https://9.9.9.9:8443/hooks/billing?token=t")).isEmpty();
        assertThat(strict.faults("HTTPS://[2620:fe::9]")).isEmpty();
        assertThat(lenient.faults("http://127.0.0.1:8080/x")).isEmpty();
    }

    @Test
    void aNameWithOneAddressOfOurOwnIsRefusedHoweverManyOthersItHas() {
        Receivers mixed = new Receivers(
                false, _ -> new InetAddress[] {InetAddress.getByName("9.9.9.9"), InetAddress.getByName("10.0.0.1")});

        assertThat(mixed.faults("https://hooks.example/")).hasSize(1);
    }

    @Test
    void aNameThatNobodyKnowsIsNamed() {
        Receivers nowhere = new Receivers(false, host -> {
            throw new UnknownHostException(host);
        });

        assertThat(nowhere.faults("https://hooks.example/")).containsExactly("its host is not known");
    }
}
