package dev.wsload.report;

import static dev.wsload.result.FleetFixture.closed;
import static dev.wsload.result.FleetFixture.closure;
import static dev.wsload.result.FleetFixture.failed;
import static dev.wsload.result.FleetFixture.latency;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wsload.fault.PlannedFault;
import dev.wsload.fault.ResetPeer;
import dev.wsload.fault.Victims;
import dev.wsload.fault.When;
import dev.wsload.result.Delivery;
import dev.wsload.result.FailureKind;
import dev.wsload.result.FleetError;
import dev.wsload.result.FleetError.Origin;
import dev.wsload.result.FleetFixture;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTests {
    private static final Duration ELAPSED = Duration.ofMillis(4200);

    @Test
    void aHealthyRunSaysOneLine() {
        FleetFixture fleet = FleetFixture.open(1000).heard(ledger -> {});
        fleet.ending().end();

        assertThat(SummaryLine.of(fleet, ELAPSED))
                .isEqualTo("1,000 clients, 100,000 messages, nothing lost, p99 3.0 ms, closed 1000 x 1,000, 4.2 s");
    }

    @Test
    void aTroubledRunCountsItsTroublesByKind() {
        assertThat(SummaryLine.of(troubled(), ELAPSED))
                .isEqualTo("7 of 10 clients (3 failed: 2 handshake timeout, 1 connection refused), 1,000 messages,"
                        + " lost 5, after close 1, p99 3.0 ms, 1 error, closed 1006 x 1, 6 open, 4.2 s");
    }

    @Test
    void offencesWithoutALossSaySo() {
        FleetFixture fleet = FleetFixture.open(1).heard(ledger -> ledger.afterClose(0));

        assertThat(SummaryLine.of(fleet, ELAPSED))
                .isEqualTo("1 client, 100 messages, nothing lost, after close 1, p99 3.0 ms, 1 open, 4.2 s");
    }

    @Test
    void aRunWithoutAWorkloadClaimsNothingAboutMessages() {
        assertThat(SummaryLine.of(FleetFixture.open(2), ELAPSED)).isEqualTo("2 clients, 0 messages, 2 open, 4.2 s");
    }

    @Test
    void theLineCountsTheMessagesOfTheWorkloadsNotThoseOfTheUnloadedPhase() {
        Delivery delivery = FleetFixture.open(2).heard(ledger -> {}).delivery();
        FleetFixture fleet = FleetFixture.open(2).ran("echo", delivery, latency(2), latency(1, 1, 1));

        assertThat(fleet.messagesReceived()).isEqualTo(203);
        assertThat(SummaryLine.of(fleet, ELAPSED))
                .isEqualTo("2 clients, 200 messages, nothing lost, p99 2.0 ms, 2 open, 4.2 s");
    }

    @Test
    void faultsAreCounted() {
        FleetFixture fleet = FleetFixture.open(10)
                .struckBy(new PlannedFault(new ResetPeer.Reset(), Victims.clients(3, 4), When.onceOpen()));

        assertThat(SummaryLine.of(fleet, ELAPSED))
                .isEqualTo("10 clients, 2 struck by faults, 0 messages, 10 open, 4.2 s");
        assertThat(Summary.of(fleet, ELAPSED)).contains("faults       ResetPeer on 2 clients");
    }

    @Test
    void manyCloseCodesAreCutShort() {
        FleetFixture fleet = FleetFixture.open(7);
        IntStream.range(0, 7)
                .forEach(client -> fleet.with(closed(
                        client, closure(CloseCode.of(4000 + client * client / 8), Initiator.SERVER, TcpEnd.FIN))));

        assertThat(SummaryLine.of(fleet, ELAPSED))
                .isEqualTo("7 clients, 0 messages, closed 4000 x 3 + 4001 x 1 + 4002 x 1 + 4003 x 1 + 1 more code,"
                        + " 4.2 s");
    }

    @Test
    void theSummaryHasARowForEachFact() {
        FleetFixture fleet = FleetFixture.open(1000)
                .handshakes(3)
                .heard(ledger -> {})
                .ran("echo", FleetFixture.open(1).heard(ledger -> {}).delivery(), latency(2), latency(1))
                .ran("idle", Delivery.combined(List.of()), latency(), null);
        fleet.ending().end();

        assertThat(Summary.of(fleet, ELAPSED)).isEqualTo("""
                        clients      1,000 of 1,000 connected
                        handshakes   p50 3.0 ms, p90 3.0 ms, p99 3.0 ms, max 3.0 ms
                        fan-out      100,000 of 100,000, nothing lost
                        latency      p50 2.0 ms, p90 3.0 ms, p99 3.0 ms, max 3.0 ms
                        round trips  100 of 100, nothing lost
                        latency      p50 2.0 ms, p90 2.0 ms, p99 2.0 ms, max 2.0 ms
                        unloaded     p50 1.0 ms, p90 1.0 ms, p99 1.0 ms, max 1.0 ms
                        idle         no messages
                        close codes  1000 (normal closure) x 1,000
                        took         4.2 s""");
    }

    @Test
    void aFleetThatWasTheBottleneckSaysSo() {
        FleetFixture fleet = FleetFixture.open(2)
                .late(6)
                .ran("echo", FleetFixture.open(1).heard(ledger -> {}).delivery(), latency(20), null);

        assertThat(Summary.of(fleet, ELAPSED)).contains("""
                        latency      p50 20.0 ms, p90 20.0 ms, p99 20.0 ms, max 20.0 ms
                        fleet late   p50 6.0 ms, p90 6.0 ms, p99 6.0 ms, max 6.0 ms
                        """);
    }

    @Test
    void theSummaryOfATroubledRunHidesNothing() {
        assertThat(Summary.of(troubled(), ELAPSED)).isEqualTo("""
                        clients      7 of 10 connected; 3 failed: 2 handshake timeout, 1 connection refused
                        fan-out      1,000 of 1,005, lost 5, after close 1
                        latency      p50 2.0 ms, p90 3.0 ms, p99 3.0 ms, max 3.0 ms
                        errors       1
                        close codes  1006 (abnormal closure) x 1
                        still open   6
                        took         4.2 s""");
    }

    private static FleetFixture troubled() {
        return FleetFixture.open(10)
                .with(failed(0, FailureKind.HANDSHAKE_TIMEOUT, ""))
                .with(failed(1, FailureKind.REFUSED, ""))
                .with(failed(2, FailureKind.HANDSHAKE_TIMEOUT, ""))
                .with(closed(3, closure(CloseCode.ABNORMAL_CLOSURE, Initiator.NOBODY, TcpEnd.RESET)))
                .with(new FleetError(Origin.SEND, 4, new RuntimeException()))
                .heard(ledger -> {
                    ledger.afterClose(4);
                    ledger.settle(ledger.stream(5, 3, 0), 5, null);
                });
    }
}
