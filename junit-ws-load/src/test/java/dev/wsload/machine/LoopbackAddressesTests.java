package dev.wsload.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackAddressesTests {
    @ParameterizedTest
    @CsvSource({"127.0.0.1,true", "127.254.255.254,true", "128.0.0.1,false", "10.0.0.1,false", "::1,false"})
    void onlyTheBlockOf127IsLoopbackIpv4(String address, boolean loopback) throws IOException {
        assertThat(LoopbackAddresses.isLoopbackIpv4(InetAddress.getByName(address)))
                .isEqualTo(loopback);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 255, 256, 65_023, 65_024, 4_194_304, Long.MAX_VALUE})
    void everyProcessHas254AddressesFitForUse(long pid) {
        List<InetAddress> all = LoopbackAddresses.block(pid, 0, 254);

        assertThat(all).doesNotHaveDuplicates().hasSize(254).allSatisfy(address -> {
            byte[] bytes = address.getAddress();
            assertThat(bytes[0]).isEqualTo((byte) 127);
            assertThat(Byte.toUnsignedInt(bytes[1])).isBetween(1, 254);
            assertThat(Byte.toUnsignedInt(bytes[3])).isBetween(1, 254);
        });
    }

    @Test
    void processesNextToEachOtherShareNoAddress() {
        Set<InetAddress> seen = new HashSet<>();
        IntStream.range(30_000, 30_300).forEach(pid -> seen.addAll(LoopbackAddresses.block(pid, 0, 254)));

        assertThat(seen).hasSize(300 * 254);
    }

    @Test
    void anOverflownCounterGoesOnWithinTheNetwork() {
        assertThat(LoopbackAddresses.block(7, Integer.MIN_VALUE, 8))
                .hasSize(8)
                .isSubsetOf(LoopbackAddresses.block(7, 0, 254));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void eachCallGivesOtherAddresses() {
        assertThat(LoopbackAddresses.block(8)).hasSize(8).doesNotContainAnyElementsOf(LoopbackAddresses.block(8));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void connectionsStartFromThem() throws IOException {
        InetAddress source = LoopbackAddresses.block(1).get(0);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Socket client = new Socket()) {
            client.bind(new InetSocketAddress(source, 0));
            client.connect(server.getLocalSocketAddress());
            try (Socket accepted = server.accept()) {
                assertThat(accepted.getInetAddress()).isEqualTo(source);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4000, 1", "4001, 2", "30000, 8", "1000000, 250", "1016001, 254", "2147483647, 254"})
    void oneAddressFor4000ClientsAtMost254(int clients, int addresses) {
        assertThat(LoopbackAddresses.countFor(clients)).isEqualTo(addresses);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255})
    void aBlockHas1To254Addresses(int count) {
        assertThatThrownBy(() -> LoopbackAddresses.block(count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a block has 1 to 254 addresses, not " + count);
    }
}
