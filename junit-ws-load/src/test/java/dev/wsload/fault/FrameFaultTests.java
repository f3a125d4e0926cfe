package dev.wsload.fault;

import static dev.wsload.assertions.WsAssertions.assertThat;
import static dev.wsload.plan.Workloads.echo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wsload.fault.Witness.Sight;
import dev.wsload.harness.WsFleet;
import dev.wsload.testkit.RawFrame;
import dev.wsload.testkit.ScriptedServer;
import dev.wsload.wire.CloseCode;
import dev.wsload.wire.FrameDecoder;
import dev.wsload.wire.MessageSink;
import dev.wsload.wire.Opcode;
import dev.wsload.wire.ProtocolViolation;
import dev.wsload.wire.Role;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What faults of frames look like from the other side. */
@Timeout(60)
class FrameFaultTests {
    private static final MessageSink IGNORING = new MessageSink() {
        @Override
        public void onMessage(Opcode kind, ByteBuffer payload) {}

        @Override
        public void onPing(ByteBuffer payload) {}

        @Override
        public void onPong(ByteBuffer payload) {}

        @Override
        public void onClose(CloseCode code, String reason) {}
    };

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(new ReservedBits.Rsv3(), is(0x91, true, 3)),
                fault(new UnknownOpcode.Unknown(3), is(0x83, true, 0)),
                fault(new UnknownOpcode.Unknown(15), is(0x8F, true, 0)),
                fault(new UnmaskedFrame.Unmasked(), is(0x81, false, 4)),
                fault(new LongControlFrame.LongPing(), is(0x89, true, 126)),
                fault(new FragmentedControlFrame.BrokenPing(), is(0x09, true, 1), is(0x80, true, 1)),
                fault(new StrayContinuation.Stray(), is(0x80, true, 1)),
                fault(new InvalidUtf8.Garbled(), is(0x81, true, 2).and(frame -> frame.payload()[0] == (byte) 0xC3)),
                fault(new OverlongMessage.Large(70_000), is(0x82, true, 70_000)),
                fault(new IllegalCloseCode.Code(1005), close(1005)),
                fault(new IllegalCloseCode.Code(5000), close(5000)),
                fault(new OneByteClose.HalfACode(), is(0x88, true, 1)),
                fault(new UnsolicitedPongs.Pongs(2), is(0x8A, true, 1), is(0x8A, true, 1)));
    }

    private static Arguments fault(Fault fault, Predicate<RawFrame> frame) {
        return Arguments.of(fault, List.of(frame));
    }

    private static Arguments fault(Fault fault, Predicate<RawFrame> frame, Predicate<RawFrame> next) {
        return Arguments.of(fault, List.of(frame, next));
    }

    private static Predicate<RawFrame> is(int firstByte, boolean masked, int length) {
        return frame -> frame.firstByte() == firstByte && frame.masked() == masked && frame.payload().length == length;
    }

    private static Predicate<RawFrame> close(int code) {
        return is(0x88, true, 2).and(frame -> (ByteBuffer.wrap(frame.payload()).getShort() & 0xFFFF) == code);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void theServerReadsItBetweenTheMessages(Fault fault, List<Predicate<RawFrame>> expected) {
        try (Witness server = new Witness();
                WsFleet fleet = fleet(server, fault, When.afterMessages(2))) {
            fleet.run(echo().messages(3));

            assertThat(fleet).faultyClients().wereAllStruck();
            fleet.closeAll();
            List<RawFrame> frames = server.await(1).get(0).frames();
            for (int place = 0; place < expected.size(); place++) {
                assertThat(frames.get(2 + place)).as("frame %s", 2 + place).matches(expected.get(place));
            }
        }
    }

    @Test
    void dataComesAfterTheCloseFrame() {
        try (Witness server = new Witness();
                WsFleet fleet = fleet(server, new DataAfterClose.Late(), When.onceOpen())) {
            Awaitility.await().until(() -> fleet.open() == 0);
            assertThat(fleet).faultyClients().endedAsInjected();
            Sight sight = server.await(1).get(0);

            assertThat(sight.frames().get(0)).matches(close(1000));
            assertThat(sight.frames().get(1).text()).isEqualTo("late");
        }
    }

    @Test
    void writersWithALockSendWholeFrames() {
        try (Witness server = new Witness();
                WsFleet fleet = fleet(server, new ConcurrentWriters.Writers(3, true), When.onceOpen())) {
            fleet.run(echo().messages(1));

            assertThat(fleet).faultyClients().endedAsInjected();
            assertThat(server.await(1).get(0).frames().subList(0, 3))
                    .extracting(RawFrame::text)
                    .allSatisfy(text -> assertThat(text).matches("writer \\d says (word )+"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void writersWithoutALockTearEachOthersFramesAndASeedRepeatsIt(int seed) {
        byte[] torn = bytesOfTwoWriters(seed);

        assertThatThrownBy(() -> new FrameDecoder(Role.SERVER, Integer.MAX_VALUE, null)
                        .decode(ByteBuffer.wrap(torn.clone()), IGNORING))
                .isInstanceOf(ProtocolViolation.class);
        assertThat(bytesOfTwoWriters(seed)).isEqualTo(torn);
    }

    private static byte[] bytesOfTwoWriters(int seed) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.accept();
                    peer.input().transferTo(read);
                });
                WsFleet fleet = WsFleet.to(server.uri())
                        .clients(1)
                        .seed(seed)
                        .fault(new ConcurrentWriters.Writers(2, false))
                        .connect()) {
            Awaitility.await().until(() -> !fleet.injections().isEmpty());
            int sent = Integer.parseInt(fleet.injections().get(0).what().replaceAll("\\D", ""));
            Awaitility.await().until(() -> read.size() == sent);
            fleet.abortAll();
            return read.toByteArray();
        }
    }

    private static WsFleet fleet(Witness server, Fault fault, When when) {
        return WsFleet.to(server.uri())
                .clients(1)
                .settleTime(Duration.ofMillis(300))
                .fault(fault, Victims.all(), when)
                .connect();
    }
}
