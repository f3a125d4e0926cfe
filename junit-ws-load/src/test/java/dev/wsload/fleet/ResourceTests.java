package dev.wsload.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.testkit.MischiefServer;
import dev.wsload.testkit.MischiefServer.Conduct;
import dev.wsload.testkit.MischiefServer.Peer;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What thousands of clients cost a process that does nothing else. */
@EnabledOnOs(OS.LINUX)
@ResourceLock("descriptors")
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class ResourceTests {
    private static final int CLIENTS = 9_000;
    private static final int HEAP_A_CLIENT = 1536;

    private final Map<InetAddress, AtomicInteger> sources = new ConcurrentHashMap<>();
    private Map<String, Long> figures;

    @BeforeAll
    void measure() throws Exception {
        Conduct registry = new Conduct() {
            @Override
            public void joined(Peer peer) {
                sources.computeIfAbsent(peer.address(), address -> new AtomicInteger())
                        .incrementAndGet();
            }

            @Override
            public void heard(Peer from, String message) {}
        };
        try (MischiefServer server = MischiefServer.start(registry)) {
            figures = FleetProcess.figures(server.uri(), CLIENTS);
        }
    }

    @AfterAll
    void allWereOpen() {
        assertThat(figures).containsEntry("opened", (long) CLIENTS);
    }

    @Test
    void anIdleClientCostsAtMostOneAndAHalfKilobytesOfHeap() {
        assertThat((figures.get("open.heap") - figures.get("closed.heap")) / CLIENTS)
                .isBetween(100L, (long) HEAP_A_CLIENT);
    }

    @Test
    void theHeapOfAFleetIsGivenBackWhenItIsClosed() {
        assertThat(figures.get("closed.heap") - figures.get("before.heap"))
                .isLessThan((figures.get("open.heap") - figures.get("before.heap")) / 4);
    }

    @Test
    void threadsAreThoseOfTheLoopsHoweverManyClientsThereAre() {
        assertThat(figures).containsEntry("open.loops", 2L).containsEntry("closed.loops", 0L);
        assertThat(figures.get("open.threads") - figures.get("before.threads")).isEqualTo(2);
        assertThat(figures.get("closed.threads")).isEqualTo(figures.get("before.threads"));
    }

    @Test
    void aClientCostsOneDescriptorAndGivesItBack() {
        assertThat(figures.get("open.descriptors") - figures.get("before.descriptors"))
                .isBetween((long) CLIENTS, CLIENTS + 10L);
        assertThat(figures.get("closed.descriptors")).isLessThanOrEqualTo(figures.get("before.descriptors"));
    }

    @Test
    void directMemoryIsThatOfTheLoopsAndIsGivenBack() {
        assertThat(figures.get("open.direct") - figures.get("before.direct")).isBetween(1L, 2L * 1024 * 1024);
        assertThat(figures.get("closed.direct")).isLessThanOrEqualTo(figures.get("before.direct") + 64 * 1024);
    }

    @Test
    void thousandsOfClientsComeFromSeveralSourceAddresses() {
        assertThat(sources.values())
                .filteredOn(clients -> clients.get() > 1_000)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(clients -> assertThat(clients.get()).isLessThanOrEqualTo(4_000));
    }
}
