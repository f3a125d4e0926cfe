package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wsload.machine.LoopbackAddresses;
import dev.wsload.plan.LoadPlan;
import dev.wsload.result.FailureKind;
import dev.wsload.testkit.ScriptedPeer;
import dev.wsload.testkit.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Addresses and ports as the network has them. */
@Timeout(60)
class AddressTests {
    private static final int CLIENTS = 150;

    @Test
    void aServerOnIpv6IsReached() throws IOException {
        assumeTrue(
                NetworkInterface.getByInetAddress(InetAddress.getByName("::1")) != null,
                "this machine has no IPv6 loopback address");
        try (ScriptedServer server = ScriptedServer.startOnIpv6(peer -> {
                    peer.accept();
                    peer.echoToEnd();
                });
                ClientFleet fleet = Fleets.connect(server, 5)) {
            assertThat(fleet.opened()).isEqualTo(5);
        }
    }

    @Test
    void addressesOf127AreBoundForServersOnIpv4Only() throws IOException {
        InetSocketAddress ipv4 = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 80);
        InetSocketAddress ipv6 = new InetSocketAddress(InetAddress.getByName("::1"), 80);
        LoadPlan plan = LoadPlan.builder().clients(9000).plan();
        Target target = new Target(URI.create("ws://localhost/"), plan, request -> List.of(ipv4, ipv6));
        SourceAddresses sources = SourceAddresses.of(plan, target);

        assertThat(sources.of(5, ipv4).isPresent()).isEqualTo(LoopbackAddresses.bindable());
        assertThat(sources.of(5, ipv6)).isEmpty();
    }

    /** In a network namespace that has 100 local ports, of which the server listens on one. */
    @Test
    void clientsWithoutALocalPortSaySo() throws Exception {
        assumeTrue(
                run(inNamespace("true")).isEmpty(),
                "this machine lets nobody make a network namespace (unshare, ip): that is how ports run out here");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        assertThat(run(inNamespace(java, "-cp", System.getProperty("java.class.path"), Ports.class.getName())))
                .isEqualTo("99 opened, 51 failed: [NO_PORTS]\n");
    }

    private static List<String> inNamespace(String... command) {
        String ports = "ip link set lo up && echo 40000 40099 > /proc/sys/net/ipv4/ip_local_port_range && exec \"$@\"";
        List<String> all = new ArrayList<>(List.of("unshare", "-rn", "sh", "-c", ports, "sh"));
        all.addAll(Arrays.asList(command));
        return all;
    }

    /** Returns what it said, errors included. */
    private static String run(List<String> command) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        } catch (IOException noSuchCommand) {
            return noSuchCommand.getMessage();
        }
    }

    /** A fleet of more clients than there are ports, and its server, in a process of their own. */
    static final class Ports {
        private Ports() {}

        public static void main(String[] args) {
            try (ScriptedServer server = Fleets.serving(ScriptedPeer::echoToEnd);
                    ClientFleet fleet = ClientFleet.start(
                            server.uri(), LoadPlan.builder().clients(CLIENTS).plan())) {
                fleet.awaitConnected();
                List<FailureKind> kinds = fleet.outcomes().stream()
                        .filter(outcome -> outcome.failure() != null)
                        .map(outcome -> outcome.failure().kind())
                        .distinct()
                        .toList();
                System.out.println(fleet.opened() + " opened, " + fleet.failed() + " failed: " + kinds);
            }
        }
    }
}
