package dev.wsload.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random streams, splits and damage; a failing try is replayed with the seed that jqwik prints. */
class FrameFuzzTests {
    private static final int SMALL = 2000;
    private static final int HUGE = 1 << 30;
    private static final int COLD_START = 4_000_000;

    @Property(tries = 300)
    void aValidStreamSaysTheSameHoweverItIsSplit(@ForAll long seed, @ForAll Role reader) {
        Random random = new Random(seed);
        ValidStream stream = new ValidStream(random, other(reader), null);
        FrameDecoder decoder = new FrameDecoder(reader, Frames.MAX, null);
        assertThat(Frames.decode(decoder, Fuzz.split(random, stream.bytes()))).isEqualTo(stream.events());
        assertThat(decoder.inMessage()).isFalse();
    }

    @Property(tries = 300)
    void aValidCompressedStreamSaysTheSameHoweverItIsSplit(
            @ForAll long seed,
            @ForAll Role reader,
            @ForAll boolean forget,
            @ForAll @IntRange(min = 8, max = 15) int bits) {
        Random random = new Random(seed);
        DeflateParameters agreed = new DeflateParameters(forget, forget, bits, bits);
        try (MessageDeflater deflater = new MessageDeflater(agreed, other(reader));
                MessageInflater inflater = new MessageInflater(agreed, reader)) {
            ValidStream stream = new ValidStream(random, other(reader), deflater);
            FrameDecoder decoder = new FrameDecoder(reader, Frames.MAX, inflater);
            assertThat(Frames.decode(decoder, Fuzz.split(random, stream.bytes())))
                    .isEqualTo(stream.events());
        }
    }

    @Property(tries = 500)
    void aDamagedStreamIsJudgedTheSameHoweverItIsSplit(@ForAll long seed, @ForAll Role reader) {
        Random random = new Random(seed);
        byte[] damaged = Fuzz.mutate(random, new ValidStream(random, other(reader), null).bytes());
        List<String> whole = Frames.decode(decoder(reader), ByteBuffer.wrap(damaged.clone()));
        assertThat(Frames.decode(decoder(reader), Fuzz.split(random, damaged))).isEqualTo(whole);
    }

    @Property(tries = 500)
    void aDamagedStreamNeverFailsButByAViolationAndCostsBoundedMemory(
            @ForAll long seed, @ForAll Role reader, @ForAll boolean forget) throws Exception {
        Random random = new Random(seed);
        DeflateParameters agreed = new DeflateParameters(forget, forget, 15, 15);
        try (MessageDeflater deflater = new MessageDeflater(agreed, other(reader));
                MessageInflater inflater = new MessageInflater(agreed, reader)) {
            byte[] damaged = Fuzz.mutate(random, new ValidStream(random, other(reader), deflater).bytes());
            assertBounded(new FrameDecoder(reader, SMALL, inflater), random, damaged);
        }
    }

    @Property(tries = 500)
    void randomBytesNeverFailButByAViolationAndCostBoundedMemory(@ForAll byte[] bytes, @ForAll long seed)
            throws Exception {
        try (MessageInflater inflater = new MessageInflater(DeflateParameters.DEFAULT, Role.CLIENT)) {
            assertBounded(new FrameDecoder(Role.CLIENT, HUGE, inflater), new Random(seed), bytes);
        }
    }

    @Property(tries = 500)
    void randomBytesBehindTheHeaderOfACompressedFrameNeverFailButByAViolation(@ForAll byte[] bytes, @ForAll long seed)
            throws Exception {
        try (MessageInflater inflater = new MessageInflater(DeflateParameters.DEFAULT, Role.CLIENT)) {
            byte[] frame = Frames.frame(Frames.FIN | Frames.RSV1 | 2, bytes);
            assertBounded(new FrameDecoder(Role.CLIENT, HUGE, inflater), new Random(seed), frame);
        }
    }

    private static void assertBounded(FrameDecoder decoder, Random random, byte[] bytes) throws Exception {
        ByteBuffer[] pieces = Fuzz.split(random, bytes);
        Counting sink = new Counting();
        long allocated = Allocation.of(() -> {
            try {
                for (ByteBuffer piece : pieces) {
                    decoder.decode(piece, sink);
                }
            } catch (ProtocolViolation e) {
                sink.events++;
            }
        });
        assertThat(allocated).isLessThan(COLD_START + (sink.events + 1) * 4L * SMALL);
    }

    private static FrameDecoder decoder(Role reader) {
        return new FrameDecoder(reader, Frames.MAX, null);
    }

    private static Role other(Role role) {
        return role == Role.CLIENT ? Role.SERVER : Role.CLIENT;
    }
}
