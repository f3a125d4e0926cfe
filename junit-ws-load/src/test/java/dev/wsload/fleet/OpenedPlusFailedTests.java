package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.plan.LoadPlan;
import dev.wsload.result.ClientOutcome;
import dev.wsload.result.FailureKind;
import dev.wsload.testkit.ScriptedServer;
import dev.wsload.testkit.TestServer;
import dev.wsload.testkit.UndertowServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Opened + failed = N, whatever the server does: no client is ever forgotten between the two. */
class OpenedPlusFailedTests {
    @Test
    void againstASilentServer() {
        try (ScriptedServer server = ScriptedServer.start(peer -> {})) {
            assertThat(failures(server.uri(), 200, Duration.ofMillis(500)))
                    .containsExactly(FailureKind.HANDSHAKE_TIMEOUT);
        }
    }

    @Test
    void againstAPortThatRefuses() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(failures(URI.create("ws://localhost:" + port + "/"), 1000, Duration.ofSeconds(5)))
                .containsExactly(FailureKind.REFUSED);
    }

    @Test
    void againstAServerThatTurnsEveryOtherClientAway() {
        AtomicInteger number = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    if (number.getAndIncrement() % 2 == 0) {
                        peer.accept();
                    } else {
                        peer.answer("HTTP/1.1 503 Service Unavailable");
                    }
                });
                ClientFleet fleet = ClientFleet.start(server.uri(), plan(200, Duration.ofSeconds(60)))) {
            fleet.awaitConnected();
            assertThat(fleet.opened()).isEqualTo(100);
            assertThat(fleet.failed()).isEqualTo(100);
        }
    }

    @Test
    void againstAServerThatDiesInTheMiddleOfTheHandshakes() {
        AtomicInteger number = new AtomicInteger();
        ScriptedServer[] self = new ScriptedServer[1];
        try (ScriptedServer server = ScriptedServer.start(peer -> {
            peer.request();
            int arrival = number.incrementAndGet();
            if (arrival < 100) {
                peer.accept();
            } else if (arrival == 100) {
                self[0].crash();
            }
        })) {
            self[0] = server;
            LoadPlan plan = plan(500, Duration.ofSeconds(60));
            try (ClientFleet fleet = ClientFleet.start(server.uri(), plan)) {
                fleet.awaitConnected();
                assertThat(fleet.opened() + fleet.failed()).isEqualTo(500);
                assertThat(fleet.failed()).isGreaterThan(400);
                assertThat(kinds(fleet))
                        .isSubsetOf(EnumSet.of(FailureKind.REFUSED, FailureKind.RESET, FailureKind.EOF));
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void pastTheDescriptorLimitOfAProcessWithThisLibraryInAJar(@TempDir Path directory) throws Exception {
        pastTheDescriptorLimit(classPathOfJars(directory), directory);
    }

    /** At the limit no class file can be opened any more. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void pastTheDescriptorLimitOfAProcessWithThisLibraryInADirectory(@TempDir Path directory) throws Exception {
        pastTheDescriptorLimit(System.getProperty("java.class.path"), directory);
    }

    private static void pastTheDescriptorLimit(String classPath, Path directory) throws Exception {
        Path output = directory.resolve("output.txt");
        try (TestServer server = UndertowServer.start()) {
            Process child = new ProcessBuilder(
                            "sh",
                            "-c",
                            "ulimit -n 256 && exec \"$0\" \"$@\"",
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classPath,
                            PastTheLimit.class.getName(),
                            server.uri().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!child.waitFor(60, TimeUnit.SECONDS)) {
                child.destroyForcibly();
            }
            String said = Files.readString(output);
            assertThat(said).contains("total 400", "[NO_DESCRIPTORS]").doesNotContain("failed 0");
        }
    }

    /** The class path as users have it: a jar stays open. */
    private static String classPathOfJars(Path directory) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Files.isDirectory(Path.of(entry)) ? jar(Path.of(entry), directory) : entry)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jar(Path classes, Path directory) {
        String jar = directory.resolve(classes.getFileName() + ".jar").toString();
        int result = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar, "-C", classes.toString(), ".");
        assertThat(result).isZero();
        return jar;
    }

    /** Runs in a process that may open 256 files. */
    static final class PastTheLimit {
        private PastTheLimit() {}

        public static void main(String[] arguments) {
            try (ClientFleet fleet = ClientFleet.start(URI.create(arguments[0]), plan(400, Duration.ofSeconds(60)))) {
                fleet.awaitConnected();
                System.out.println("total " + (fleet.opened() + fleet.failed()) + ", failed " + fleet.failed() + " "
                        + kinds(fleet));
            }
        }
    }

    private static Set<FailureKind> failures(URI uri, int clients, Duration handshakeTimeout) {
        try (ClientFleet fleet = ClientFleet.start(uri, plan(clients, handshakeTimeout))) {
            fleet.awaitConnected();
            assertThat(fleet.opened()).isZero();
            assertThat(fleet.failed()).isEqualTo(clients);
            return kinds(fleet);
        }
    }

    private static LoadPlan plan(int clients, Duration handshakeTimeout) {
        return LoadPlan.builder()
                .clients(clients)
                .attempt()
                .handshakeTimeout(handshakeTimeout)
                .closeTimeout(Duration.ofMillis(500))
                .plan();
    }

    private static Set<FailureKind> kinds(ClientFleet fleet) {
        List<ClientOutcome> outcomes = fleet.outcomes();
        return outcomes.stream()
                .filter(outcome -> outcome.failure() != null)
                .map(outcome -> outcome.failure().kind())
                .collect(Collectors.toSet());
    }
}
