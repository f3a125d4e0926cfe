package dev.wsload.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.machine.Descriptors;
import dev.wsload.machine.LocalPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreflightTests {
    private static final Descriptors HARD_20_000 = new Descriptors(20_000, 20_000, 46);
    private static final Descriptors PLENTY = new Descriptors(1_000_000, 1_000_000, 46);
    private static final LocalPorts DEFAULT_PORTS = new LocalPorts(32768, 60999);

    @ParameterizedTest
    @CsvSource({"9877, true", "19754, false"})
    void exactlyWhatTheProcessMayOpenIsEnough(int clients, boolean hosted) {
        assertThat(Preflight.check(clients, hosted, 8, HARD_20_000, DEFAULT_PORTS))
                .isEmpty();
    }

    @Test
    void aHostedServerCountsForEveryClientASecondTime() {
        assertThat(Preflight.check(12_000, true, 8, HARD_20_000, DEFAULT_PORTS))
                .contains(
                        "12,000 clients and their hosted server need 24,246 file descriptors, this process may open 20,000 "
                                + "(hard limit): use at most 9,877 clients here, raise the limit (/etc/security/limits.conf: soft and "
                                + "hard nofile; systemd: LimitNOFILE=; docker: --ulimit nofile=), or run the server in a process of "
                                + "its own");
    }

    @Test
    void oneClientTooManyIsTooMany() {
        assertThat(Preflight.check(19_755, false, 8, HARD_20_000, DEFAULT_PORTS))
                .contains(
                        "19,755 clients need 20,001 file descriptors, this process may open 20,000 (hard limit): use at most "
                                + "19,754 clients here, raise the limit (/etc/security/limits.conf: soft and hard nofile; systemd: "
                                + "LimitNOFILE=; docker: --ulimit nofile=)");
    }

    @Test
    void aSoftLimitBelowTheHardOneIsNamed() {
        assertThat(Preflight.check(1_000, false, 1, new Descriptors(1_024, 4_096, 50), DEFAULT_PORTS))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .contains("this process may open 1,024 (soft limit; the hard limit is 4,096): "
                                + "use at most 774 clients here, "));
    }

    @Test
    void whereNotOneClientFitsNoNumberIsGiven() {
        assertThat(Preflight.check(1, true, 1, new Descriptors(256, 256, 100), DEFAULT_PORTS))
                .contains("1 clients and their hosted server need 302 file descriptors, this process may open 256 "
                        + "(hard limit): raise the limit (/etc/security/limits.conf: soft and hard nofile; systemd: "
                        + "LimitNOFILE=; docker: --ulimit nofile=), or run the server in a process of its own");
    }

    @Test
    void oneSourceAddressHasOnlyThePortsOfTheRange() {
        assertThat(Preflight.check(28_232, false, 1, PLENTY, DEFAULT_PORTS)).isEmpty();
        assertThat(Preflight.check(28_233, false, 1, PLENTY, DEFAULT_PORTS))
                .contains("28,233 clients to one address need as many local ports, one source address can give 28,232 "
                        + "(ip_local_port_range 32768 to 60999): use at most 28,232 clients here, or rotate over at least 2 "
                        + "source addresses");
    }

    @Test
    void sourceAddressesMultiplyThePorts() {
        LocalPorts thousand = new LocalPorts(40_000, 40_999);

        assertThat(Preflight.check(3_000, false, 3, PLENTY, thousand)).isEmpty();
        assertThat(Preflight.check(4_000, false, 3, PLENTY, thousand))
                .contains("4,000 clients to one address need as many local ports, 3 source addresses can give 3,000 "
                        + "(ip_local_port_range 40000 to 40999): use at most 3,000 clients here, or rotate over at least 4 "
                        + "source addresses");
    }

    @Test
    void hostedClientsAreLeasedTwoDescriptorsEach() {
        assertThat(Preflight.descriptors(9_000, true)).isEqualTo(18_000);
        assertThat(Preflight.descriptors(9_000, false)).isEqualTo(9_000);
    }
}
