package dev.wsload.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.machine.Descriptors;
import dev.wsload.machine.LocalPorts;
import dev.wsload.machine.Machine;
import dev.wsload.machine.Memory;
import dev.wsload.machine.Os;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreflightTests {
    private static final long MEBIBYTE = 1 << 20;
    private static final Descriptors HARD_20_000 = new Descriptors(20_000, 20_000, 46);
    private static final Descriptors PLENTY = new Descriptors(1_000_000, 1_000_000, 46);
    private static final LocalPorts DEFAULT_PORTS = new LocalPorts(32768, 60999);
    private static final Memory MUCH = new Memory(4_096 * MEBIBYTE, 0, 16_384 * MEBIBYTE);

    @ParameterizedTest
    @CsvSource({"9877, true", "19754, false"})
    void exactlyWhatTheProcessMayOpenIsEnough(int clients, boolean hosted) {
        assertThat(check(clients, hosted, HARD_20_000)).isEmpty();
    }

    @Test
    void aHostedServerCountsForEveryClientASecondTime() {
        assertThat(check(12_000, true, HARD_20_000))
                .contains(
                        "12,000 clients and their hosted server need 24,246 file descriptors, this process may open 20,000"
                                + " (hard limit, which \"ulimit -n\" cannot pass): use at most 9,877 clients here, raise the limit"
                                + " (/etc/security/limits.conf: soft and hard nofile, at the next login; systemd: LimitNOFILE=;"
                                + " docker: --ulimit nofile=), or run the server in a process of its own");
    }

    @Test
    void oneClientTooManyIsTooMany() {
        assertThat(check(19_755, false, HARD_20_000))
                .contains("19,755 clients need 20,001 file descriptors, this process may open 20,000 (hard limit, which"
                        + " \"ulimit -n\" cannot pass): use at most 19,754 clients here, raise the limit"
                        + " (/etc/security/limits.conf: soft and hard nofile, at the next login; systemd: LimitNOFILE=;"
                        + " docker: --ulimit nofile=)");
    }

    @Test
    void whereTheSoftLimitIsWhatIsShortUlimitHelps() {
        assertThat(check(1_000, false, new Descriptors(1_024, 4_096, 50)))
                .contains(
                        "1,000 clients need 1,250 file descriptors, this process may open 1,024 (soft limit; the hard limit"
                                + " is 4,096): use at most 774 clients here, start the JVM from a shell after \"ulimit -n 4096\"");
    }

    @Test
    void onMacOsTheJvmHasALimitOfItsOwn() {
        Machine mac = new Machine(Os.MACOS, new Descriptors(10_240, 10_240, 50), DEFAULT_PORTS, 128, MUCH);

        assertThat(Preflight.check(new Demand(12_000, false, 8, 1), mac))
                .contains("12,000 clients need 12,250 file descriptors, this process may open 10,240 (hard limit, which"
                        + " \"ulimit -n\" cannot pass): use at most 9,990 clients here, raise the limit (sudo launchctl limit"
                        + " maxfiles 65536 65536, and -XX:-MaxFDLimit in surefire's argLine, for the JVM stops at 10,240 by"
                        + " itself)");
    }

    @Test
    void whereNotOneClientFitsNoNumberIsGiven() {
        assertThat(check(1, true, new Descriptors(256, 256, 100))).hasValueSatisfying(sentence -> assertThat(sentence)
                .startsWith("1 clients and their hosted server need 302 file descriptors, this process may open 256"
                        + " (hard limit, which \"ulimit -n\" cannot pass): raise the limit"));
    }

    @Test
    void oneSourceAddressHasOnlyThePortsOfTheRange() {
        assertThat(check(28_232, 1, DEFAULT_PORTS)).isEmpty();
        assertThat(check(28_233, 1, DEFAULT_PORTS))
                .contains(
                        "28,233 clients to one address need as many local ports, one source address can give 28,232 (32768"
                                + " to 60999): use at most 28,232 clients here, rotate over at least 2 source addresses, or widen the"
                                + " range (sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\"; docker: --sysctl"
                                + " net.ipv4.ip_local_port_range=\"1024 65535\")");
    }

    @Test
    void sourceAddressesMultiplyThePorts() {
        LocalPorts thousand = new LocalPorts(40_000, 40_999);

        assertThat(check(3_000, 3, thousand)).isEmpty();
        assertThat(check(4_000, 3, thousand))
                .contains(
                        "4,000 clients to one address need as many local ports, 3 source addresses can give 3,000 (40000 to"
                                + " 40999): use at most 3,000 clients here, rotate over at least 4 source addresses, or widen the"
                                + " range (sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\"; docker: --sysctl"
                                + " net.ipv4.ip_local_port_range=\"1024 65535\")");
    }

    @Test
    void whoConnectsAtOnceNeedsAQueueAsLong() {
        Machine old = new Machine(Os.LINUX, PLENTY, DEFAULT_PORTS, 128, MUCH);

        assertThat(Preflight.check(new Demand(1_000, true, 1, 128), old)).isEmpty();
        assertThat(Preflight.check(new Demand(1_000, false, 1, 1_000), old)).isEmpty();
        assertThat(Preflight.check(new Demand(1_000, true, 1, 1_000), old))
                .contains(
                        "1,000 clients that connect at once need a queue of as many before the hosted server, this kernel"
                                + " gives 128 (somaxconn): use at most 128 clients here, or raise it (sysctl -w"
                                + " net.core.somaxconn=1000; docker: --sysctl net.core.somaxconn=1000)");
    }

    @Test
    void onMacOsTheQueueHasAnotherName() {
        Machine mac = new Machine(Os.MACOS, PLENTY, DEFAULT_PORTS, 128, MUCH);

        assertThat(Preflight.check(new Demand(1_000, true, 1, 1_000), mac))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).endsWith("or raise it (sudo sysctl -w kern.ipc.somaxconn=1000)"));
    }

    @Test
    void connectionsTakeHeap() {
        assertThat(check(9_000, new Memory(180_000_000, 0, Long.MAX_VALUE))).isEmpty();
        assertThat(check(9_001, new Memory(180_000_000, 0, Long.MAX_VALUE)))
                .contains(
                        "9,001 clients and their hosted server need about 172 MB of heap at rest, this JVM may use 172 MB:"
                                + " use at most 9,000 clients here, or give it more (-Xmx344m in surefire's argLine)");
    }

    @Test
    void aContainerIsAsSmallAsItsLimit() {
        Memory container = new Memory(512 * MEBIBYTE, 100_000_000, 350_000_000);

        assertThat(check(8_333, container)).isEmpty();
        assertThat(check(9_000, container))
                .contains(
                        "9,000 clients and their hosted server need about 353 MB of memory, this machine (or its container)"
                                + " has 334 MB, and the kernel would kill the test: use at most 8,333 clients here, or give it more"
                                + " (docker: --memory=706m)");
    }

    @Test
    void hostedClientsAreLeasedTwoDescriptorsEach() {
        assertThat(new Demand(9_000, true, 8, 256).descriptors()).isEqualTo(18_000);
        assertThat(new Demand(9_000, false, 8, 256).descriptors()).isEqualTo(9_000);
    }

    private static Optional<String> check(int clients, boolean hosted, Descriptors descriptors) {
        return Preflight.check(
                new Demand(clients, hosted, 8, 1), new Machine(Os.LINUX, descriptors, DEFAULT_PORTS, 4_096, MUCH));
    }

    private static Optional<String> check(int clients, int sourceAddresses, LocalPorts ports) {
        return Preflight.check(
                new Demand(clients, false, sourceAddresses, 1), new Machine(Os.LINUX, PLENTY, ports, 4_096, MUCH));
    }

    private static Optional<String> check(int clients, Memory memory) {
        return Preflight.check(
                new Demand(clients, true, 8, 256), new Machine(Os.LINUX, PLENTY, DEFAULT_PORTS, 4_096, memory));
    }
}
