package dev.wsload.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LocalPortsTests {
    @Test
    void bothEndsOfTheRangeCount() {
        assertThat(LocalPorts.parse("32768\t60999\n")).isEqualTo(new LocalPorts(32768, 60999));
        assertThat(new LocalPorts(32768, 60999).count()).isEqualTo(28_232);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theKernelTakesPortsFromTheRange() throws IOException {
        LocalPorts range = LocalPorts.ofThisMachine();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket()) {
            client.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));

            assertThat(client.getLocalPort()).isBetween(range.first(), range.last());
        }
    }

    @Test
    void aRangeThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new LocalPorts(2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a port range is within 1 to 65535, not 2 to 1");
    }
}
