package dev.wsload.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.wsload.testkit.ChildServer;
import dev.wsload.testkit.FaultyServer.Defect;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListeningProcessTests {
    private static final Duration SHORT = Duration.ofMillis(50);

    @BeforeEach
    void onLinux() {
        assumeThat(Os.ofThisMachine()).isEqualTo(Os.LINUX);
    }

    @Test
    void whoListensHereIsThisProcess() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(ListeningProcess.on(listening.getInetAddress(), listening.getLocalPort()))
                    .hasValue(ProcessHandle.current().pid());
        }
    }

    @Test
    void whereNobodyListensNobodyIsFound() throws IOException {
        ServerSocket listening = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        listening.close();

        assertThat(ListeningProcess.on(listening.getInetAddress(), listening.getLocalPort()))
                .isEmpty();
    }

    @Test
    void anAddressOfAnotherMachineHasNoProcessHere() throws IOException {
        try (ServerSocket listening = new ServerSocket(0)) {
            assertThat(ListeningProcess.on(InetAddress.getByName("192.0.2.1"), listening.getLocalPort()))
                    .isEmpty();
        }
    }

    @Test
    void anotherProcessIsSeenWhileItLives() throws IOException {
        URI uri;
        long pid;
        try (ChildServer server = ChildServer.start(Defect.NONE)) {
            uri = server.uri();
            pid = ListeningProcess.on(InetAddress.getByName(uri.getHost()), uri.getPort())
                    .orElseThrow();

            assertThat(pid).isNotEqualTo(ProcessHandle.current().pid());
            assertThat(ProcessState.isAlive(pid)).isTrue();
            assertThat(ProcessState.during(SHORT, pid)).hasValueSatisfying(state -> {
                assertThat(state.name()).isEqualTo("java");
                assertThat(state.isStopped()).isFalse();
                assertThat(state.isOutOfDescriptors()).isFalse();
                assertThat(state.descriptors()).isBetween(5L, state.limit());
            });
        }
        assertThat(ListeningProcess.on(InetAddress.getByName(uri.getHost()), uri.getPort()))
                .isEmpty();
        assertThat(ProcessState.isAlive(pid)).isFalse();
        assertThat(ProcessState.during(SHORT, pid)).isEmpty();
    }
}
