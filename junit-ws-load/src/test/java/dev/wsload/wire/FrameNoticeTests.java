package dev.wsload.wire;

import static dev.wsload.wire.Frames.FIN;
import static dev.wsload.wire.Frames.frame;
import static dev.wsload.wire.Frames.hex;
import static dev.wsload.wire.Frames.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever wants to know of frames, and not of messages alone, is told of each one, right or wrong. */
class FrameNoticeTests {
    private final FrameDecoder decoder = new FrameDecoder(Role.CLIENT, Frames.MAX, null);
    private final Noting frames = new Noting();

    private static final class Noting extends Counting {
        private final List<String> all = new ArrayList<>();

        @Override
        public void onFrame(int firstByte, long length) {
            all.add("%02x %d, %d events before".formatted(firstByte, length, events));
        }
    }

    @Test
    void everyFrameIsToldBeforeWhatItCompletes() throws ProtocolViolation {
        byte[] bytes = join(frame(1, "Hel"), frame(FIN | 9, "x"), frame(FIN, "lo"), frame(FIN | 2, new byte[300]));
        decoder.decode(ByteBuffer.wrap(bytes), frames);
        assertThat(frames.all)
                .containsExactly(
                        "01 3, 0 events before",
                        "89 1, 0 events before",
                        "80 2, 1 events before",
                        "82 300, 2 events before");
    }

    @Test
    void aFrameThatComesInPiecesIsToldOnce() throws ProtocolViolation {
        for (ByteBuffer octet : Frames.slices(frame(FIN | 2, new byte[300]))) {
            decoder.decode(octet, frames);
        }
        assertThat(frames.all).containsExactly("82 300, 0 events before");
    }

    @ParameterizedTest
    @CsvSource({
        "83 00, 83 -1", // reserved opcode
        "81 81 01 02 03 04 79, 81 -1", // masked
        "82 7e 00 05, 82 -1", // length not minimal
        "80 01 78, 80 1", // continuation of nothing
        "81 02 c3 28, 81 2" // not UTF-8
    })
    void aFrameThatBreaksARuleIsToldBeforeTheViolation(String wrong, String told) {
        byte[] bytes = join(frame(FIN | 1, "good"), hex(wrong));
        catchThrowableOfType(ProtocolViolation.class, () -> decoder.decode(ByteBuffer.wrap(bytes), frames));
        assertThat(frames.all).containsExactly("81 4, 0 events before", told + ", 1 events before");
        assertThat(decoder.frameStart()).isEqualTo(6);
    }

    @Test
    void aFrameThatBeganInAnEarlierInputStartsWhereTheNextOneBegins() throws ProtocolViolation {
        decoder.decode(ByteBuffer.wrap(join(frame(FIN | 1, "good"), hex("81"))), frames);
        assertThat(decoder.frameStart()).isEqualTo(6);
        ByteBuffer rest = ByteBuffer.wrap(join(hex("00 00"), hex("02 c3 28"))).position(2);
        catchThrowableOfType(ProtocolViolation.class, () -> decoder.decode(rest, frames));
        assertThat(decoder.frameStart()).isEqualTo(2);
    }
}
