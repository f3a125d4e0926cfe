package dev.wsload.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawFrameTests {
    @ParameterizedTest
    @CsvSource({"0, 2", "125, 127", "126, 130", "65535, 65539", "65536, 65546"})
    void aFrameIsAsLongAsItsHeaderSays(int payload, int frame) {
        assertThat(RawFrame.sizeOf(RawFrame.of(0x82, null, new byte[payload]).bytes()))
                .isEqualTo(frame);
        assertThat(RawFrame.sizeOf(
                        RawFrame.of(0x82, 0x12345678, new byte[payload]).bytes()))
                .isEqualTo(frame + 4);
    }

    @Test
    void theSizeIsUnknownBeforeTheHeaderIsWhole() {
        ByteBuffer frame = RawFrame.of(0x82, 1, new byte[70_000]).bytes();

        for (int bytes = 0; bytes < 14; bytes++) {
            assertThat(RawFrame.sizeOf(frame.duplicate().limit(bytes))).isEqualTo(-1);
        }
        assertThat(RawFrame.sizeOf(frame.duplicate().limit(14))).isEqualTo(70_014);
    }

    @Test
    void aLengthThatNoFrameCanHaveIsNotTakenForHalfAHeader() {
        ByteBuffer longest =
                ByteBuffer.allocate(10).put((byte) 0x82).put((byte) 127).putLong(Long.MAX_VALUE);

        assertThat(RawFrame.sizeOf(longest.flip())).isPositive();
    }
}
