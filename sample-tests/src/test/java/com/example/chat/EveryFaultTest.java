package com.example.chat;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;

import dev.wsload.WsHosted;
import dev.wsload.WsLoad;
import dev.wsload.fault.Bandwidth;
import dev.wsload.fault.BlackHole;
import dev.wsload.fault.ConcurrentWriters;
import dev.wsload.fault.ControlFrameOnDataPath;
import dev.wsload.fault.DataAfterClose;
import dev.wsload.fault.FragmentedControlFrame;
import dev.wsload.fault.HalfClose;
import dev.wsload.fault.IllegalCloseCode;
import dev.wsload.fault.InvalidUtf8;
import dev.wsload.fault.Latency;
import dev.wsload.fault.LongControlFrame;
import dev.wsload.fault.MissingHeader;
import dev.wsload.fault.NoCloseReply;
import dev.wsload.fault.NoPong;
import dev.wsload.fault.OneByteClose;
import dev.wsload.fault.OverlongMessage;
import dev.wsload.fault.OversizedHeaders;
import dev.wsload.fault.ReservedBits;
import dev.wsload.fault.ResetPeer;
import dev.wsload.fault.ShortHandshakeTimeout;
import dev.wsload.fault.SilentConnect;
import dev.wsload.fault.SlowReader;
import dev.wsload.fault.SlowRequest;
import dev.wsload.fault.SmallSegments;
import dev.wsload.fault.Stall;
import dev.wsload.fault.StopReading;
import dev.wsload.fault.StrayContinuation;
import dev.wsload.fault.UnfinishedRequest;
import dev.wsload.fault.UnknownOpcode;
import dev.wsload.fault.UnmaskedFrame;
import dev.wsload.fault.UnsolicitedPongs;
import dev.wsload.fault.WrongHeader;
import dev.wsload.fault.WrongVersion;
import dev.wsload.harness.WsFleet;
import io.undertow.websockets.WebSocketConnectionCallback;
import org.junit.jupiter.api.Test;

/** Every fault on two of twenty clients: the others are not harmed, and those two end as they should. */
@WsLoad(clients = 20, handshakeTimeout = "3 s", settleTime = "1 s")
class EveryFaultTest {
    @WsHosted("/echo")
    static final WebSocketConnectionCallback ECHO = new LimitedEchoCallback();

    private static void play(WsFleet fleet) {
        fleet.run(echo().messages(5));

        assertThat(fleet).healthyClients().deliveredEverything().closedCleanly();
        assertThat(fleet).faultyClients().wereAllStruck().endedAsInjected();
    }

    @Test
    @ShortHandshakeTimeout(value = "50 ms", count = 2)
    void shortHandshakeTimeout(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @SlowRequest(value = "1 ms", count = 2)
    void slowRequest(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @UnfinishedRequest(count = 2)
    void unfinishedRequest(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @SilentConnect(count = 2)
    void silentConnect(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @MissingHeader(value = "Sec-WebSocket-Key", count = 2)
    void missingHeader(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @WrongHeader(header = "Sec-WebSocket-Key", value = "no key", count = 2)
    void wrongHeader(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @WrongVersion(value = 99, count = 2)
    void wrongVersion(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @OversizedHeaders(value = 4_000_000, count = 2)
    void oversizedHeaders(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @ResetPeer(count = 2, afterMessages = 2)
    void resetPeer(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @HalfClose(count = 2, afterMessages = 2)
    void halfClose(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @BlackHole(count = 2, afterMessages = 2)
    void blackHole(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @StopReading(count = 2, afterMessages = 2)
    void stopReading(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @Stall(value = "200 ms", count = 2, afterMessages = 2)
    void stall(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @Latency(value = "20 ms", count = 2, afterMessages = 2)
    void latency(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @Bandwidth(value = 50_000, count = 2, afterMessages = 2)
    void bandwidth(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @SmallSegments(value = 1, count = 2, afterMessages = 2)
    void smallSegments(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @SlowReader(value = 1000, count = 2, afterMessages = 2)
    void slowReader(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @ReservedBits(count = 2, afterMessages = 2)
    void reservedBits(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @UnknownOpcode(value = 3, count = 2, afterMessages = 2)
    void unknownOpcode(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @UnmaskedFrame(count = 2, afterMessages = 2)
    void unmaskedFrame(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @LongControlFrame(count = 2, afterMessages = 2)
    void longControlFrame(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @FragmentedControlFrame(count = 2, afterMessages = 2)
    void fragmentedControlFrame(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @StrayContinuation(count = 2, afterMessages = 2)
    void strayContinuation(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @InvalidUtf8(count = 2, afterMessages = 2)
    void invalidUtf8(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @OverlongMessage(value = 100_000, count = 2, afterMessages = 2)
    void overlongMessage(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @IllegalCloseCode(value = 1005, count = 2, afterMessages = 2)
    void illegalCloseCode(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @OneByteClose(count = 2, afterMessages = 2)
    void oneByteClose(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @DataAfterClose(count = 2, afterMessages = 2)
    void dataAfterClose(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @NoCloseReply(count = 2, afterMessages = 2)
    void noCloseReply(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @NoPong(count = 2, afterMessages = 2)
    void noPong(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @UnsolicitedPongs(value = 3, count = 2, afterMessages = 2)
    void unsolicitedPongs(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @ControlFrameOnDataPath(count = 2)
    void controlFrameOnDataPath(WsFleet fleet) {
        play(fleet);
    }

    @Test
    @ConcurrentWriters(value = 4, count = 2, afterMessages = 2)
    void concurrentWriters(WsFleet fleet) {
        play(fleet);
    }
}
