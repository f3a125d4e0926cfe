package dev.wsload.harness;

import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.assertions.WsAssertions;
import dev.wsload.result.Delivery.Kind;
import dev.wsload.result.FrameLog;
import dev.wsload.testkit.RawFrame;
import dev.wsload.testkit.ScriptedPeer;
import dev.wsload.testkit.ScriptedServer;
import dev.wsload.wire.LoggedFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A server that is known by its URI alone spoils what one of three clients gets: its last frames are shown. */
class FrameLogTests {
    private static final int HALF = 32;

    /** What the server makes of two messages that it has read. */
    private interface Writing {
        void write(ScriptedPeer peer, byte[] one, byte[] another) throws IOException;
    }

    @Test
    void messagesThatAreMixedWithinTheirFramesAreShown() {
        try (ScriptedServer server = spoilingTheSecond(FrameLogTests::mixed);
                WsFleet fleet = connect(server)) {
            fleet.run(echo().messages(2).window(2).size(2 * HALF));

            FrameLog log = fleet.firstOffence().orElseThrow();
            assertThat(log.client())
                    .isEqualTo(fleet.delivery().first(Kind.CORRUPTED).get(0).client());
            assertThat(log.frames()).extracting(LoggedFrame::received).containsExactly(false, false, true);
            assertThat(log.offending()).isEqualTo(2);
            assertThat(log.begins()).startsWith("~w").hasSize(48 + "...".length());
            assertThatThrownBy(() -> WsAssertions.assertThat(fleet).corruptedNothing())
                    .message()
                    .containsPattern("""
                            {2}frames    client \\d was the first to meet a message whose checksum does not fit
                            {12}out  text  fin  64 bytes  \\+\\S+ .s
                            {12}out  text  fin  64 bytes  \\+\\S+ .s
                            {12}in   text  fin  64 bytes  \\+\\S+ .s  <- this one
                            {12}which begins ~w\\S+
                            """.replace("{", " {").stripTrailing());
        }
    }

    @Test
    void framesThatAreWrittenIntoEachOtherAreShown() {
        try (ScriptedServer server = spoilingTheSecond(FrameLogTests::torn);
                WsFleet fleet = connect(server)) {
            fleet.run(echo().messages(2).window(2).size(2 * HALF));

            assertThatThrownBy(() -> WsAssertions.assertThat(fleet).deliveredEverything())
                    .message()
                    .containsPattern("""
                            {2}frames    client \\d was the first to meet text that is not UTF-8: byte 0x81 at offset 0 .*
                            {12}out  text  fin  64 bytes  \\+\\S+ .s
                            {12}out  text  fin  64 bytes  \\+\\S+ .s
                            {12}in   text  fin  64 bytes  \\+\\S+ .s  <- this one
                            {12}which begins \\\\x81@\\\\x81@~w\\S+
                            """.replace("{", " {").stripTrailing());
            assertThatThrownBy(() -> WsAssertions.assertThat(fleet).hasNoUnexpectedClose())
                    .hasMessageContaining("<- this one");
        }
    }

    @Test
    void aServerThatIsRightHasNoOffence() {
        try (ScriptedServer server = spoilingTheSecond((peer, one, another) -> {
                    peer.frame(0x81, one);
                    peer.frame(0x81, another);
                });
                WsFleet fleet = connect(server)) {
            fleet.run(echo().messages(2).window(2).size(2 * HALF));
            assertThat(fleet.firstOffence()).isEmpty();
        }
    }

    private static WsFleet connect(ScriptedServer server) {
        return WsFleet.to(server.uri())
                .clients(3)
                .settleTime(Duration.ofMillis(200))
                .connect();
    }

    /** The second connection's messages are written so, all others come back as they are. */
    private static ScriptedServer spoilingTheSecond(Writing writing) {
        AtomicInteger connections = new AtomicInteger();
        return ScriptedServer.start(peer -> {
            int number = connections.getAndIncrement();
            peer.accept();
            if (number == 1) {
                writing.write(peer, peer.readFrame().payload(), peer.readFrame().payload());
            }
            peer.echoToEnd();
        });
    }

    private static void mixed(ScriptedPeer peer, byte[] one, byte[] another) throws IOException {
        byte[] halves = Arrays.copyOf(one, 2 * HALF);
        System.arraycopy(another, HALF, halves, HALF, HALF);
        peer.frame(0x81, halves);
        peer.frame(0x81, another);
    }

    /** As two writers without a lock do: both headers, then both payloads. */
    private static void torn(ScriptedPeer peer, byte[] one, byte[] another) throws IOException {
        peer.send(ByteBuffer.allocate(2 * (2 + 2 * HALF))
                .put(header(one))
                .put(header(another))
                .put(one)
                .put(another)
                .array());
    }

    private static byte[] header(byte[] payload) {
        byte[] frame = RawFrame.encode(0x81, payload);
        return Arrays.copyOf(frame, frame.length - payload.length);
    }
}
