package dev.wsload.wire;

import static dev.wsload.wire.Frames.FIN;
import static dev.wsload.wire.Frames.frame;
import static dev.wsload.wire.Frames.hex;
import static dev.wsload.wire.Frames.join;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of decoders share a heap, and a hostile peer must not fill it. */
class FrameMemoryTests {
    private static final int MANY = 1000;

    @Test
    void anIdleDecoderTakesLessThan120Bytes() throws Exception {
        FrameDecoder[] decoders = new FrameDecoder[MANY];
        decoders[0] = new FrameDecoder(Role.CLIENT, Frames.MAX, null);
        long bytes = Allocation.of(() -> {
            for (int i = 0; i < MANY; i++) {
                decoders[i] = new FrameDecoder(Role.CLIENT, Frames.MAX, null);
            }
        });
        assertThat(bytes / MANY).isPositive().isLessThan(120);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wholeFramesAreReadWithoutAllocating(boolean direct) throws Exception {
        ByteBuffer in =
                buffer(direct, join(frame(FIN | 1, "Grüße, 世界"), frame(FIN | 2, new byte[200]), frame(FIN | 9, "x")));
        FrameDecoder decoder = new FrameDecoder(Role.CLIENT, Frames.MAX, null);
        Counting sink = new Counting();
        decoder.decode(in.rewind(), sink);
        long bytes = Allocation.of(() -> {
            for (int i = 0; i < MANY; i++) {
                decoder.decode(in.rewind(), sink);
            }
        });
        assertThat(sink.events).isEqualTo(3 * (MANY + 1));
        assertThat(bytes).isLessThan(MANY);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void maskedFramesAreWrittenWithoutAllocating(boolean direct) throws Exception {
        ByteBuffer payload = buffer(direct, new byte[300]);
        ByteBuffer out = buffer(direct, new byte[400]);
        FrameEncoder.encodeMasked(out, Opcode.BINARY, false, 1, payload);
        long bytes = Allocation.of(() -> {
            for (int i = 0; i < MANY; i++) {
                FrameEncoder.encodeMasked(out.clear(), Opcode.BINARY, false, i, payload.clear());
            }
        });
        assertThat(bytes).isLessThan(MANY);
    }

    @Test
    void aWholeMessageIsAViewOfTheInput() throws ProtocolViolation {
        ByteBuffer in = ByteBuffer.wrap(join(frame(FIN | 2, "abc"), frame(FIN | 2, "de")));
        List<String> views = new ArrayList<>();
        new FrameDecoder(Role.CLIENT, Frames.MAX, null).decode(in, new Counting() {
            @Override
            public void onMessage(Opcode kind, ByteBuffer payload) {
                views.add((payload == in) + " " + payload.position() + " " + payload.limit());
                payload.clear();
            }
        });
        assertThat(views).containsExactly("true 2 5", "true 7 9");
        assertThat(in.position()).isEqualTo(9);
        assertThat(in.limit()).isEqualTo(9);
    }

    @Test
    void theInputIsInOrderEvenWhenTheSinkThrows() throws ProtocolViolation {
        ByteBuffer in = ByteBuffer.wrap(join(frame(FIN | 2, "abc"), frame(FIN | 9, "de")));
        FrameDecoder decoder = new FrameDecoder(Role.CLIENT, Frames.MAX, null);
        IllegalStateException failure = new IllegalStateException("user's callback");
        try {
            decoder.decode(in, new Counting() {
                @Override
                public void onMessage(Opcode kind, ByteBuffer payload) {
                    throw failure;
                }
            });
        } catch (IllegalStateException e) {
            assertThat(e).isSameAs(failure);
        }
        assertThat(Frames.decode(decoder, in)).containsExactly("PING 6465");
    }

    @Test
    void anAnnouncedLengthAllocatesNothing() throws Exception {
        FrameDecoder decoder = new FrameDecoder(Role.CLIENT, Integer.MAX_VALUE, null);
        ByteBuffer in = ByteBuffer.wrap(join(hex("02 7f 00 00 00 00 7f ff ff f0"), new byte[100]));
        assertThat(Allocation.of(() -> decoder.decode(in, new Counting()))).isLessThan(1_000_000);
        assertThat(decoder.inMessage()).isTrue();
    }

    @Test
    void theMessageBufferGrowsWithWhatArrives() throws Exception {
        int size = 1 << 20;
        byte[] bytes = frame(FIN | 2, new byte[size]);
        FrameDecoder decoder = new FrameDecoder(Role.CLIENT, size, null);
        Counting sink = new Counting();
        long allocated = Allocation.of(() -> {
            for (int from = 0; from < bytes.length; from += 1000) {
                decoder.decode(ByteBuffer.wrap(bytes, from, Math.min(1000, bytes.length - from)), sink);
            }
        });
        assertThat(sink.bytes).isEqualTo(size);
        assertThat(allocated).isLessThan(3L * size);
    }

    @Test
    void inMessageSaysWhetherTcpMayEndHere() throws ProtocolViolation {
        FrameDecoder decoder = new FrameDecoder(Role.CLIENT, Frames.MAX, null);
        Counting sink = new Counting();
        assertThat(decoder.inMessage()).isFalse();
        decoder.decode(ByteBuffer.wrap(hex("01")), sink);
        assertThat(decoder.inMessage()).as("in a header").isTrue();
        decoder.decode(ByteBuffer.wrap(hex("01 61")), sink);
        assertThat(decoder.inMessage()).as("between fragments").isTrue();
        decoder.decode(ByteBuffer.wrap(hex("80 01")), sink);
        assertThat(decoder.inMessage()).as("before the payload").isTrue();
        decoder.decode(ByteBuffer.wrap("b".getBytes(UTF_8)), sink);
        assertThat(decoder.inMessage()).as("behind the message").isFalse();
    }

    private static ByteBuffer buffer(boolean direct, byte[] bytes) {
        ByteBuffer buffer = direct ? ByteBuffer.allocateDirect(bytes.length) : ByteBuffer.allocate(bytes.length);
        return buffer.put(bytes).flip();
    }
}
