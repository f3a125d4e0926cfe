package dev.wsload.assertions;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.fault.PlannedFault;
import dev.wsload.fault.ResetPeer;
import dev.wsload.fault.Victims;
import dev.wsload.result.DeliveryLedger;
import dev.wsload.result.FleetFixture;
import dev.wsload.result.FrameLog;
import dev.wsload.result.StreamLedger;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.LoggedFrame;
import dev.wsload.wire.MessageSink;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FrameRowsTests {
    private static final Consumer<DeliveryLedger> CORRUPTION = ledger -> ledger.corrupted(18, "64 bytes");
    private static final Consumer<DeliveryLedger> DUPLICATE = ledger -> {
        StreamLedger stream = ledger.stream(18, 4, 0);
        ledger.arrived(stream, 0);
        ledger.arrived(stream, 0);
    };
    private static final FrameLog LOG = new FrameLog(
            18,
            "a message whose checksum does not fit",
            List.of(
                    new LoggedFrame(false, 0x81, 1024, Duration.ofNanos(12_300_000)),
                    new LoggedFrame(true, 0x03, MessageSink.UNREAD, Duration.ofNanos(12_400_000)),
                    new LoggedFrame(true, 0xC1, 1, Duration.ofNanos(850_000_000)),
                    new LoggedFrame(false, 0x8A, 0, Duration.ofSeconds(2))),
            2,
            "~w\\x81");

    @Test
    void theFramesStandBelowTheFirstEvidence() {
        assertThatThrownBy(
                        () -> assertThat(FleetFixture.open(20).heard(CORRUPTION).offended(LOG))
                                .corruptedNothing())
                .hasMessage("""
                        1 of 20 clients got corrupted messages

                          seen      2,000 of 2,000 owed messages delivered, 1 corrupted
                          cause     messages come back changed: their checksums do not fit
                          because   1 message on 1 client, in frames that are right
                          remedy    look for a buffer that is filled again before its message has been sent, and for a conversion of characters
                          unknown   which of them
                          first     client 18: corrupted: 64 bytes
                          frames    client 18 was the first to meet a message whose checksum does not fit
                                    out  text        fin           1,024 bytes      +12.3 ms
                                    in   opcode 0x3  no fin        length not read  +12.4 ms
                                    in   text        fin, rsv 100  1 byte           +850 ms  <- this one
                                    out  pong        fin           0 bytes          +2.0 s
                                    which begins ~w\\x81
                          seed      42""");
    }

    @Test
    void theyAreToldWhereConnectionsEndedBadly() {
        assertThatThrownBy(
                        () -> assertThat(FleetFixture.open(20).offended(LOG)).closedExactlyWith(CloseCode.GOING_AWAY))
                .hasMessageContaining("frames    client 18 was the first to meet");
    }

    @Test
    void theyAreNotToldOfWhatNoFrameExplains() {
        assertThatThrownBy(
                        () -> assertThat(FleetFixture.open(20).heard(DUPLICATE).offended(LOG))
                                .duplicatedNothing())
                .message()
                .doesNotContain("  frames ");
    }

    @Test
    void aFaultThatIsMeantForTheClientIsNamedAndItsFramesAreNotThoseOfHealthyOnes() {
        ResetPeer.Reset reset = new ResetPeer.Reset();
        PlannedFault fault = new PlannedFault(reset, Victims.clients(18), reset.moment());
        FleetFixture fleet =
                FleetFixture.open(20).struckBy(fault).heard(CORRUPTION).offended(LOG);
        assertThatThrownBy(() -> assertThat(fleet).corruptedNothing())
                .hasMessageContaining("client 18, for which a fault is meant, was the first to meet");
        assertThatThrownBy(() -> assertThat(fleet).healthyClients().corruptedNothing())
                .message()
                .doesNotContain("  frames ");
    }

    @Test
    void aScreenIsWideEnoughForBytesThatAreNoText() {
        FrameLog bytes = new FrameLog(18, "nonsense", LOG.frames(), 2, "ab" + "\\x81".repeat(46));
        List<String> rows = FrameRows.of(bytes, true);
        assertThat(rows.get(rows.size() - 1)).isEqualTo("which begins ab" + "\\x81".repeat(29) + "...");
    }

    @Test
    void aScreenHasRoomForTheLastEight() {
        FrameLog many = new FrameLog(
                18, "nonsense", Collections.nCopies(16, LOG.frames().get(0)), 15, "x");
        List<String> rows = FrameRows.of(many, true);
        assertThat(rows).hasSize(10);
        assertThat(rows.get(8)).endsWith("<- this one");
    }
}
