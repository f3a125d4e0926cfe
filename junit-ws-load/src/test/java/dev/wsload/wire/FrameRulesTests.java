package dev.wsload.wire;

import static dev.wsload.wire.Frames.FIN;
import static dev.wsload.wire.Frames.RSV1;
import static dev.wsload.wire.Frames.decode;
import static dev.wsload.wire.Frames.decodeByteByByte;
import static dev.wsload.wire.Frames.frame;
import static dev.wsload.wire.Frames.hex;
import static dev.wsload.wire.Frames.join;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of RFC 6455 that a peer can break in its frames, and the close code that answers it. */
class FrameRulesTests {
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = FIN | 8;
    private static final int PING = FIN | 9;

    @ParameterizedTest
    @CsvSource({"C1, TEXT", "A2, BINARY", "90, CONTINUATION", "F1, TEXT", "C8, CLOSE", "C9, PING", "9A, PONG"})
    void section5_2_reservedBitsThatWereNotNegotiated(String firstByte, String opcode) {
        assertViolation(
                hex(firstByte + "00"),
                "1002 first byte 0x" + firstByte + " sets a reserved bit that nothing negotiated allows on a " + opcode
                        + " frame (RFC 6455 section 5.2)");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 0xB, 0xC, 0xD, 0xE, 0xF})
    void section5_2_reservedOpcodes(int opcode) {
        assertViolation(
                new byte[] {(byte) (FIN | opcode)},
                "1002 opcode 0x%X is reserved (RFC 6455 section 5.2)".formatted(opcode));
    }

    @Test
    void section5_1_aServerMustNotMask() {
        assertViolation(
                Frames.masked(FIN | TEXT, 7, new byte[1]),
                "1002 a masked TEXT frame: a server must not mask (RFC 6455 section 5.1)");
    }

    @Test
    void section5_1_aClientMustMask() {
        FrameDecoder server = new FrameDecoder(Role.SERVER, Frames.MAX, null);
        assertThat(decode(server, ByteBuffer.wrap(frame(PING, ""))))
                .containsExactly("1002 an unmasked PING frame: a client must mask every frame (RFC 6455 section 5.1)");
    }

    @ParameterizedTest
    @CsvSource({"8, CLOSE", "9, PING", "10, PONG"})
    void section5_5_controlFramesMustNotBeFragmented(int opcode, String name) {
        assertViolation(
                frame(opcode, ""),
                "1002 a " + name + " frame without FIN: control frames must not be fragmented (RFC 6455 section 5.5)");
    }

    @ParameterizedTest
    @CsvSource({"8, CLOSE, 126", "9, PING, 126", "10, PONG, 127"})
    void section5_5_controlFramesHaveAtMost125Bytes(int opcode, String name, int lengthField) {
        assertViolation(
                new byte[] {(byte) (FIN | opcode), (byte) lengthField},
                "1002 a " + name + " frame of more than 125 bytes: length field " + lengthField
                        + " (RFC 6455 section 5.5)");
    }

    @Test
    void section5_5_controlFramesMayHave125Bytes() {
        assertThat(decode(frame(PING, new byte[125]))).containsExactly("PING " + "00".repeat(125));
    }

    @ParameterizedTest
    @CsvSource({"827e0000, 0, 2", "827e007d, 125, 2", "827f000000000000007d, 125, 8", "827f000000000000ffff, 65535, 8"})
    void section5_2_theLengthMustTakeTheMinimalNumberOfBytes(String hex, int length, int bytes) {
        assertViolation(
                hex(hex),
                "1002 payload length " + length + " in " + bytes
                        + " bytes: the minimal number of bytes must be used (RFC 6455 section 5.2)");
    }

    @Test
    void section5_2_theHighestBitOfA64BitLengthMustBe0() {
        assertViolation(
                hex("827f8000000000000001"),
                "1002 a 64-bit payload length with its highest bit set: 0x8000000000000001 (RFC 6455 section 5.2)");
    }

    @Test
    void section5_4_aContinuationNeedsAStart() {
        assertViolation(
                frame(FIN, "x"),
                "1002 a CONTINUATION frame, but no fragmented message has begun (RFC 6455 section 5.4)");
        assertViolation(
                join(frame(TEXT, "a"), frame(FIN, "b"), frame(FIN, "c")),
                "TEXT ab",
                "1002 a CONTINUATION frame, but no fragmented message has begun (RFC 6455 section 5.4)");
    }

    @Test
    void section5_4_fragmentsOfTwoMessagesMustNotMix() {
        assertViolation(
                join(frame(TEXT, "a"), frame(FIN | BINARY, "b")),
                "1002 a BINARY frame inside a fragmented TEXT message (RFC 6455 section 5.4)");
    }

    @Test
    void section5_5_1_aClosePayloadOf1ByteIsNeitherEmptyNorACode() {
        assertViolation(
                frame(CLOSE, "x"),
                "1002 a close frame with a payload of 1 byte: must be empty or start with a code of 2 bytes"
                        + " (RFC 6455 section 5.5.1)");
    }

    @ParameterizedTest
    @CsvSource({
        "0, invalid",
        "999, invalid",
        "1004, reserved",
        "1005, no status received",
        "1006, abnormal closure",
        "1015, TLS handshake",
        "1016, unassigned",
        "2999, unassigned",
        "5000, invalid",
        "65535, invalid"
    })
    void section7_4_codesThatMayNotStandInAFrame(int code, String label) {
        assertViolation(
                frame(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array()),
                "1002 a close frame that says " + code + " (" + label
                        + "), a code that may not stand in a frame (RFC 6455 section 7.4)");
    }

    @Test
    void section7_4_everySendableCodeIsDelivered() {
        for (int value = 0; value <= 0xFFFF; value++) {
            if (CloseCode.of(value).isSendable()) {
                ByteBuffer payload = FrameEncoder.closePayload(CloseCode.of(value), "why é");
                assertThat(decode(frame(CLOSE, payload.array()))).containsExactly("CLOSE " + value + " why é");
            }
        }
    }

    @Test
    void section5_5_1_aCloseReasonMustBeUtf8() {
        assertViolation(
                frame(CLOSE, hex("03e8 61 ff")),
                "1007 text that is not UTF-8: byte 0xFF at offset 1 (RFC 6455 section 8.1)");
        assertViolation(
                frame(CLOSE, hex("03e8 c3")),
                "1007 text that is not UTF-8: it ends inside a character (RFC 6455 section 8.1)");
    }

    @Test
    void section8_1_textMustBeUtf8() {
        assertViolation(
                frame(FIN | TEXT, hex("61 62 c0 80")),
                "1007 text that is not UTF-8: byte 0xC0 at offset 2 (RFC 6455 section 8.1)");
        assertViolation(
                frame(FIN | TEXT, hex("61 e2 82")),
                "1007 text that is not UTF-8: it ends inside a character (RFC 6455 section 8.1)");
    }

    @Test
    void section8_1_aCharacterMaySpanFragments() {
        byte[] euro = "€".getBytes(UTF_8);
        byte[][] parts = {
            frame(TEXT, new byte[] {euro[0]}), frame(0, new byte[] {euro[1]}), frame(FIN, new byte[] {euro[2]})
        };
        assertThat(decode(parts)).containsExactly("TEXT €");
        assertThat(decodeByteByByte(parts)).containsExactly("TEXT €");
    }

    @Test
    void section8_1_theFirstBadByteFailsInTheMiddleOfAFragment() {
        assertViolation(
                join(frame(TEXT, "Hello"), hex("00 7d 61 ed a0")),
                "1007 text that is not UTF-8: byte 0xA0 at offset 7 (RFC 6455 section 8.1)");
    }

    @Test
    void section8_1_binaryMayBeAnything() {
        assertThat(decode(frame(FIN | BINARY, hex("c0 80 ff")))).containsExactly("BINARY c080ff");
    }

    @Test
    void section7_4_1_aMessageThatIsTooBigIsRefusedWhenItIsAnnounced() {
        assertThat(decode(limited(10), ByteBuffer.wrap(hex("82 0b"))))
                .containsExactly(
                        "1009 a message of at least 11 bytes, more than the 10 allowed here (RFC 6455 section 7.4.1)");
        assertThat(decode(limited(10), ByteBuffer.wrap(hex("82 7f 7f ff ff ff ff ff ff ff"))))
                .containsExactly("1009 a message of at least 9223372036854775807 bytes, more than the 10 allowed here"
                        + " (RFC 6455 section 7.4.1)");
        assertThat(decode(limited(10), ByteBuffer.wrap(frame(FIN | BINARY, new byte[10]))))
                .containsExactly("BINARY " + "00".repeat(10));
    }

    @Test
    void section7_4_1_fragmentsAreSummedUp() {
        assertThat(decode(limited(10), ByteBuffer.wrap(join(frame(BINARY, new byte[6]), hex("00 05")))))
                .containsExactly(
                        "1009 a message of at least 11 bytes, more than the 10 allowed here (RFC 6455 section 7.4.1)");
        assertThat(decode(limited(2), ByteBuffer.wrap(join(frame(BINARY, new byte[2]), hex("00 7f 7fffffffffffffff")))))
                .containsExactly("1009 a message of at least 9223372036854775807 bytes, more than the 2 allowed here"
                        + " (RFC 6455 section 7.4.1)");
    }

    @Test
    void theMessageLimitDoesNotConcernControlFrames() {
        assertThat(decode(limited(0), ByteBuffer.wrap(frame(PING, "abc")))).containsExactly("PING 616263");
    }

    @Test
    void whatCameBeforeAViolationIsDelivered() {
        assertViolation(
                join(frame(FIN | TEXT, "a"), frame(PING, ""), hex("83")),
                "TEXT a",
                "PING ",
                "1002 opcode 0x3 is reserved (RFC 6455 section 5.2)");
    }

    @Test
    void aDecoderThatHasThrownThrowsTheSameAgain() {
        FrameDecoder decoder = new FrameDecoder(Role.CLIENT, Frames.MAX, null);
        String violation = "1002 opcode 0x3 is reserved (RFC 6455 section 5.2)";
        assertThat(decode(decoder, ByteBuffer.wrap(hex("83")))).containsExactly(violation);
        assertThat(decode(decoder, ByteBuffer.wrap(frame(FIN | TEXT, "a")))).containsExactly(violation);
    }

    @Test
    void aCloseFrameIsNotTheEndOfDecoding() {
        assertThat(decode(frame(CLOSE, ""), frame(FIN | TEXT, "late"))).containsExactly("CLOSE 1005 ", "TEXT late");
    }

    @Test
    void rsv1IsRefusedOnContinuationsAndControlFramesEvenWithCompression() {
        for (int firstByte : new int[] {RSV1, FIN | RSV1 | 8, FIN | RSV1 | 9, FIN | RSV1 | 10}) {
            try (MessageInflater inflater = new MessageInflater(DeflateParameters.DEFAULT, Role.CLIENT)) {
                FrameDecoder decoder = new FrameDecoder(Role.CLIENT, Frames.MAX, inflater);
                byte[] bytes = join(frame(RSV1 | BINARY, ""), new byte[] {(byte) firstByte});
                assertThat(decode(decoder, ByteBuffer.wrap(bytes)))
                        .singleElement()
                        .asString()
                        .startsWith("1002 first byte 0x%02X sets a reserved bit".formatted(firstByte));
            }
        }
    }

    private static FrameDecoder limited(int maxMessageBytes) {
        return new FrameDecoder(Role.CLIENT, maxMessageBytes, null);
    }

    private static void assertViolation(byte[] bytes, String... expected) {
        assertThat(decode(bytes)).containsExactly(expected);
        assertThat(decodeByteByByte(bytes)).containsExactly(expected);
    }
}
