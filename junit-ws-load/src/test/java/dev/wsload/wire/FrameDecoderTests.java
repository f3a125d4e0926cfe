package dev.wsload.wire;

import static dev.wsload.wire.Frames.FIN;
import static dev.wsload.wire.Frames.decode;
import static dev.wsload.wire.Frames.decodeByteByByte;
import static dev.wsload.wire.Frames.frame;
import static dev.wsload.wire.Frames.hex;
import static dev.wsload.wire.Frames.masked;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of RFC 6455 section 5.7, and the ways in which bytes arrive. */
class FrameDecoderTests {
    @Test
    void section5_7_aSingleFrameUnmaskedTextMessage() {
        assertThat(decode(hex("81 05 48 65 6c 6c 6f"))).containsExactly("TEXT Hello");
    }

    @Test
    void section5_7_aSingleFrameMaskedTextMessage() {
        FrameDecoder server = new FrameDecoder(Role.SERVER, Frames.MAX, null);
        assertThat(decode(server, ByteBuffer.wrap(hex("81 85 37 fa 21 3d 7f 9f 4d 51 58"))))
                .containsExactly("TEXT Hello");
    }

    @Test
    void section5_7_aFragmentedUnmaskedTextMessage() {
        assertThat(decode(hex("01 03 48 65 6c"), hex("80 02 6c 6f"))).containsExactly("TEXT Hello");
    }

    @Test
    void section5_7_unmaskedPingAndMaskedPong() {
        assertThat(decode(hex("89 05 48 65 6c 6c 6f"))).containsExactly("PING 48656c6c6f");
        FrameDecoder server = new FrameDecoder(Role.SERVER, Frames.MAX, null);
        assertThat(decode(server, ByteBuffer.wrap(hex("8a 85 37 fa 21 3d 7f 9f 4d 51 58"))))
                .containsExactly("PONG 48656c6c6f");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 255, 256, 0xFFFF, 0x1_0000, 100_000})
    void section5_2_everyLengthEncodingIsRead(int length) {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) i;
        }
        byte[] bytes = frame(FIN | 2, payload);
        String expected = "BINARY " + HexFormat.of().formatHex(payload);
        assertThat(decode(bytes)).containsExactly(expected);
        assertThat(decodeByteByByte(bytes)).containsExactly(expected);
        FrameDecoder server = new FrameDecoder(Role.SERVER, Frames.MAX, null);
        assertThat(decode(server, Frames.slices(masked(FIN | 2, 0x9ABC_DEF1, payload))))
                .containsExactly(expected);
    }

    @Test
    void section5_4_controlFramesInsideFragmentsAreDeliveredAtOnce() {
        byte[][] parts = {
            frame(1, "Hel"),
            frame(FIN | 9, "p"),
            frame(0, ""),
            frame(FIN | 10, ""),
            frame(FIN, "lo"),
            frame(FIN | 8, "")
        };
        String[] expected = {"PING 70", "PONG ", "TEXT Hello", "CLOSE 1005 "};
        assertThat(decode(parts)).containsExactly(expected);
        assertThat(decodeByteByByte(parts)).containsExactly(expected);
    }
}
