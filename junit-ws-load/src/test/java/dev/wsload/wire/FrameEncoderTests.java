package dev.wsload.wire;

import static dev.wsload.wire.Frames.hex;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameEncoderTests {
    private static final int MASK = 0x37fa213d;

    @Test
    void section5_7_aMaskedHello() {
        ByteBuffer out = ByteBuffer.allocateDirect(11);
        FrameEncoder.encodeMasked(out, Opcode.TEXT, false, MASK, UTF_8.encode("Hello"));
        assertThat(written(out)).isEqualTo(hex("81 85 37 fa 21 3d 7f 9f 4d 51 58"));
    }

    @Test
    void rsv1MarksACompressedMessage() {
        ByteBuffer out = ByteBuffer.allocate(6);
        FrameEncoder.encodeMasked(out, Opcode.BINARY, true, 1, ByteBuffer.allocate(0));
        assertThat(written(out)).isEqualTo(hex("c2 80 00 00 00 01"));
    }

    @Test
    void theGeneralFormWritesWhateverItIsTold() {
        ByteBuffer out = ByteBuffer.allocate(3);
        FrameEncoder.encode(out, 0x7B, null, ByteBuffer.wrap(new byte[] {5}));
        assertThat(written(out)).isEqualTo(hex("7b 01 05"));
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "125, 127", "126, 130", "65535, 65539", "65536, 65546"})
    void section5_2_theLengthTakesTheMinimalNumberOfBytes(int payload, int size) {
        assertThat(FrameEncoder.frameSize(payload, Role.SERVER)).isEqualTo(size);
        assertThat(FrameEncoder.frameSize(payload, Role.CLIENT)).isEqualTo(size + 4);
        ByteBuffer out = ByteBuffer.allocate(size + 4);
        FrameEncoder.encodeMasked(out, Opcode.BINARY, false, MASK, ByteBuffer.allocate(payload));
        assertThat(out.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 7, 8, 9, 15, 16, 17, 126, 1000})
    void section5_3_maskingCombinesByteIWithKeyByteIModulo4(int length) {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (i * 7);
        }
        byte[] frame = Frames.masked(0x82, MASK, payload);
        byte[] sent = Arrays.copyOfRange(frame, frame.length - length, frame.length);
        byte[] key = hex("37 fa 21 3d");
        for (int i = 0; i < length; i++) {
            assertThat(sent[i]).isEqualTo((byte) (payload[i] ^ key[i % 4]));
        }
    }

    @Test
    void theBuffersByteOrdersDoNotMatterAndStay() {
        ByteBuffer payload = ByteBuffer.wrap(hex("00 01 02 03 04 05 06 07 08")).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer out = ByteBuffer.allocate(15).order(ByteOrder.LITTLE_ENDIAN);
        FrameEncoder.encodeMasked(out, Opcode.BINARY, false, MASK, payload);
        assertThat(out.array()).isEqualTo(Frames.masked(0x82, MASK, payload.array()));
        assertThat(out.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(payload.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(payload.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 10, 17})
    void tooLittleRoomWritesNothing(int room) {
        ByteBuffer out = ByteBuffer.allocate(room);
        ByteBuffer payload = ByteBuffer.allocate(12);
        assertThatExceptionOfType(BufferOverflowException.class)
                .isThrownBy(() -> FrameEncoder.encodeMasked(out, Opcode.BINARY, false, MASK, payload));
        assertThat(out.position()).isZero();
        assertThat(payload.position()).isZero();
    }

    @Test
    void section5_5_1_aClosePayloadIsTheCodeThenTheReason() {
        assertThat(FrameEncoder.closePayload(CloseCode.NORMAL_CLOSURE, "bye").array())
                .isEqualTo(hex("03 e8 62 79 65"));
        assertThat(FrameEncoder.closePayload(CloseCode.NO_STATUS_RECEIVED, "").remaining())
                .isZero();
        assertThat(FrameEncoder.closePayload(CloseCode.of(4999), "é".repeat(61) + "x")
                        .remaining())
                .isEqualTo(125);
    }

    @ParameterizedTest
    @CsvSource({"1006, abnormal closure", "1004, reserved", "1015, TLS handshake", "999, invalid", "2000, unassigned"})
    void section7_4_aCodeThatIsNotSendableIsRefused(int code, String label) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameEncoder.closePayload(CloseCode.of(code), ""))
                .withMessage("close code %d (%s) may never be sent (RFC 6455 section 7.4); ".formatted(code, label)
                        + "use 1000 to 1003, 1007 to 1014, or 3000 to 4999");
    }

    @Test
    void aReasonWithoutAStatusIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameEncoder.closePayload(CloseCode.NO_STATUS_RECEIVED, "why"))
                .withMessage("a close reason without a status (1005) cannot be sent (RFC 6455 section 5.5.1); "
                        + "leave the reason out, or give a code such as 1000");
    }

    @Test
    void section5_5_aReasonOfMoreThan123BytesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameEncoder.closePayload(CloseCode.GOING_AWAY, "é".repeat(62)))
                .withMessage(
                        "close reason of 124 bytes in UTF-8, must be at most 123 (RFC 6455 section 5.5); shorten it");
    }

    @Test
    void halfASurrogatePairIsNoReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameEncoder.closePayload(CloseCode.GOING_AWAY, "\uD83D"))
                .withMessage("close reason has half a surrogate pair, which UTF-8 cannot say; give whole characters");
    }

    private static byte[] written(ByteBuffer out) {
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
