package dev.wsload.fault;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.fault.Witness.Sight;
import dev.wsload.harness.WsFleet;
import dev.wsload.harness.WsFleetBuilder;
import dev.wsload.testkit.ScriptedServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What faults of links look like from the other side. */
@Timeout(60)
class LinkFaultTests {
    @Test
    void aHalfCloseIsAFin() {
        try (Witness server = new Witness();
                WsFleet fleet = fleet(server, 2, new HalfClose.Fin(), When.afterMessages(3))) {
            fleet.run(echo().messages(5));

            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
            assertThat(server.await(2))
                    .allSatisfy(sight -> assertThat(sight.messages()).isEqualTo(3))
                    .extracting(Sight::end)
                    .containsOnly("FIN");
        }
    }

    @Test
    void aHalfCloseInMidFrameLeavesHalfAFrame() {
        try (Witness server = new Witness();
                WsFleet fleet = fleet(
                        server, 2, new HalfClose.Fin(), When.afterMessages(3).midFrame())) {
            fleet.run(echo().messages(5));

            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
            assertThat(server.await(2)).extracting(Sight::end).containsOnly("FIN in mid-frame");
        }
    }

    @Test
    void aBlackHoleIsSilentAndOpenUntilTheFleetEnds() {
        AtomicInteger heard = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.accept();
                    while (true) {
                        peer.frame(0x81, peer.readFrame().payload());
                        heard.incrementAndGet();
                    }
                });
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(1)
                        .settleTime(Duration.ofMillis(300))
                        .fault(new BlackHole.Silence(), Victims.all(), When.afterMessages(2))
                        .connect()) {
            fleet.run(echo().messages(5).window(5));

            assertThat(heard).hasValue(2);
            assertThat(fleet.open()).isEqualTo(1);
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
    }

    @Test
    void aClientThatStopsReadingBlocksTheServersWrites() {
        AtomicLong written = new AtomicLong();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.accept();
                    for (byte[] block = new byte[1 << 20]; written.get() < 200; written.incrementAndGet()) {
                        peer.frame(0x82, block);
                    }
                });
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(1)
                        .maxMessageSize(2 << 20)
                        .fault(new StopReading.Full())
                        .connect()) {
            Awaitility.await().until(() -> isStuck(written));
            assertThat(fleet.open()).isEqualTo(1);
            assertThat(fleet).faultyClients().endedAsInjected();
        }
    }

    /** Nothing for half a second: the kernel's buffers are full long before 200 MiB. */
    private static boolean isStuck(AtomicLong written) {
        long before = written.get();
        Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        return before > 0 && written.get() == before;
    }

    @Test
    void aStallEndsAndNothingIsLost() {
        try (Witness server = new Witness();
                WsFleet fleet = fleet(
                        server,
                        3,
                        new Stall.Pause(Duration.ofMillis(250)),
                        When.afterMessages(2).midFrame())) {
            long took = fleet.run(echo().messages(4)).elapsed().toMillis();

            assertThat(took).isGreaterThanOrEqualTo(250);
            assertThat(fleet).deliveredEverything();
            assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
        }
    }

    @Test
    void latencyDelaysEveryMessageInOrder() {
        Latency.Delay slow = new Latency.Delay(Duration.ofMillis(40), Duration.ofMillis(20));
        try (Witness server = new Witness();
                WsFleet fleet = fleet(server, 3, slow, When.onceOpen())) {
            fleet.run(echo().messages(4));

            assertThat(fleet).deliveredEverything();
            assertThat(fleet.lastWorkload().orElseThrow().latency().percentile(0))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(40));
            assertThat(fleet).faultyClients().endedAsInjected();
        }
    }

    @Test
    void bandwidthHoldsBothWays() {
        try (Witness server = new Witness();
                WsFleet fleet = fleet(server, 1, new Bandwidth.Rate(100_000), When.onceOpen())) {
            long took = fleet.run(echo().messages(1).size(20_000)).elapsed().toMillis();

            assertThat(took).as("20,000 bytes there, then back").isGreaterThanOrEqualTo(350);
            assertThat(fleet).deliveredEverything();
            assertThat(fleet).faultyClients().endedAsInjected();
        }
    }

    /** The client has to write some 50,000 times, for longer than a busy machine lets the reader wait. */
    @Test
    void smallSegmentsArriveInPieces() {
        int size = 50_000;
        AtomicInteger largest = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.accept();
                    byte[] frame = new byte[2 * size];
                    for (int read = 0; read < size; ) {
                        int count = peer.input().read(frame);
                        read += count;
                        largest.accumulateAndGet(count, Math::max);
                    }
                    peer.readToEnd();
                });
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(1)
                        .fault(new SmallSegments.Slices(1), Victims.all(), When.onceOpen())
                        .connect()) {
            fleet.client(0).send("x".repeat(size));

            Awaitility.await().until(() -> largest.get() > 0);
            assertThat(fleet.injections()).singleElement().satisfies(injection -> assertThat(injection.what())
                    .isEqualTo("sliced into 1 byte"));
            assertThat(largest.get()).isLessThan(size);
        }
    }

    @Test
    void aSlowReaderHearsLittleAtATimeAndLosesNothing() {
        try (Witness server = new Witness();
                WsFleet fleet = fleet(server, 1, new SlowReader.Rate(50_000), When.onceOpen())) {
            long took = fleet.run(echo().messages(1).size(20_000)).elapsed().toMillis();

            assertThat(took).as("20,000 bytes back").isGreaterThanOrEqualTo(350);
            assertThat(fleet).deliveredEverything();
        }
    }

    private static WsFleet fleet(Witness server, int clients, Fault fault, When when) {
        WsFleetBuilder builder = WsFleet.to(server.uri()).clients(clients).settleTime(Duration.ofSeconds(2));
        return builder.fault(fault, Victims.all(), when).connect();
    }
}
