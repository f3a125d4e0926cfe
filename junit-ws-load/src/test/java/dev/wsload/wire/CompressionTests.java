package dev.wsload.wire;

import static dev.wsload.wire.Frames.FIN;
import static dev.wsload.wire.Frames.RSV1;
import static dev.wsload.wire.Frames.frame;
import static dev.wsload.wire.Frames.hex;
import static dev.wsload.wire.Frames.join;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Permessage-deflate on the frames (RFC 7692 sections 6 and 7.2), with the examples of section 7.2.3. */
class CompressionTests {
    private static final int COMPRESSED_TEXT = FIN | RSV1 | 1;
    private static final DeflateParameters NO_TAKEOVER = new DeflateParameters(true, true, 15, 15);

    private final MessageInflater inflater = new MessageInflater(DeflateParameters.DEFAULT, Role.CLIENT);
    private final MessageInflater forgetful = new MessageInflater(NO_TAKEOVER, Role.CLIENT);

    @AfterEach
    void freeNativeMemory() {
        inflater.close();
        forgetful.close();
    }

    @Test
    void section7_2_3_1_aMessageInOneBlock() {
        assertThat(decode(hex("c1 07 f2 48 cd c9 c9 07 00"))).containsExactly("TEXT Hello");
        assertThat(decode(hex("41 03 f2 48 cd"), hex("80 04 c9 c9 07 00"))).containsExactly("TEXT Hello");
    }

    @Test
    void section7_2_3_2_theWindowIsSharedBetweenMessages() {
        assertThat(decode(hex("c1 07 f2 48 cd c9 c9 07 00"), hex("c1 05 f2 00 11 00 00")))
                .containsExactly("TEXT Hello", "TEXT Hello");
    }

    @Test
    void section7_2_3_3_aBlockWithoutCompression() {
        assertThat(decode(hex("c1 0b 00 05 00 fa ff 48 65 6c 6c 6f 00"))).containsExactly("TEXT Hello");
    }

    @Test
    void section7_2_3_4_aFinalBlock() {
        byte[] message = hex("c1 08 f3 48 cd c9 c9 07 00 00");
        assertThat(decode(message, message, message)).containsExactly("TEXT Hello", "TEXT Hello", "TEXT Hello");
        assertThat(decode(forgetful, message, message)).containsExactly("TEXT Hello", "TEXT Hello");
    }

    @Test
    void aFinalBlockWithNothingBehindItNeedsNoTail() {
        byte[] message = hex("c1 07 f3 48 cd c9 c9 07 00");
        assertThat(decode(message, message)).containsExactly("TEXT Hello", "TEXT Hello");
        assertThat(decode(forgetful, message, message)).containsExactly("TEXT Hello", "TEXT Hello");
    }

    @Test
    void section7_2_3_5_twoBlocksInOneMessage() {
        assertThat(decode(hex("c1 0d f2 48 05 00 00 00 ff ff ca c9 c9 07 00"))).containsExactly("TEXT Hello");
    }

    @Test
    void section7_2_3_6_anEmptyMessageIsAnEmptyBlock() {
        try (MessageDeflater deflater = new MessageDeflater(DeflateParameters.DEFAULT, Role.CLIENT)) {
            assertThat(bytes(deflater.deflate(ByteBuffer.allocate(0)))).isEqualTo(hex("00"));
        }
        assertThat(decode(hex("c1 01 00"))).containsExactly("TEXT ");
        assertThat(decode(hex("41 00"), hex("80 00"))).containsExactly("TEXT ");
    }

    @Test
    void section6_uncompressedMessagesMayStandBetweenCompressedOnes() {
        assertThat(decode(hex("c1 07 f2 48 cd c9 c9 07 00"), frame(FIN | 1, "plain"), hex("c1 05 f2 00 11 00 00")))
                .containsExactly("TEXT Hello", "TEXT plain", "TEXT Hello");
    }

    @Test
    void section6_controlFramesInsideCompressedFragmentsAreNotCompressed() {
        assertThat(decode(hex("41 03 f2 48 cd"), frame(FIN | 9, "p"), hex("80 04 c9 c9 07 00")))
                .containsExactly("PING 70", "TEXT Hello");
    }

    @Test
    void deflatedMessagesAreThoseOfTheRfc() {
        try (MessageDeflater deflater = new MessageDeflater(DeflateParameters.DEFAULT, Role.CLIENT)) {
            assertThat(bytes(deflater.deflate(utf8("Hello")))).isEqualTo(hex("f2 48 cd c9 c9 07 00"));
            assertThat(bytes(deflater.deflate(utf8("Hello")))).isEqualTo(hex("f2 00 11 00 00"));
        }
        try (MessageDeflater deflater = new MessageDeflater(NO_TAKEOVER, Role.CLIENT)) {
            assertThat(bytes(deflater.deflate(utf8("Hello")))).isEqualTo(hex("f2 48 cd c9 c9 07 00"));
            assertThat(bytes(deflater.deflate(utf8("Hello")))).isEqualTo(hex("f2 48 cd c9 c9 07 00"));
        }
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true"})
    void eachSideUsesItsOwnParameters(boolean serverForgets, boolean clientForgets) {
        DeflateParameters agreed = new DeflateParameters(serverForgets, clientForgets, 15, 15);
        for (Role role : Role.values()) {
            try (MessageDeflater deflater = new MessageDeflater(agreed, role)) {
                deflater.deflate(utf8("Hello"));
                boolean forgets = role == Role.SERVER ? serverForgets : clientForgets;
                assertThat(bytes(deflater.deflate(utf8("Hello"))))
                        .isEqualTo(forgets ? hex("f2 48 cd c9 c9 07 00") : hex("f2 00 11 00 00"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 12, 14})
    void section7_1_2_2_noReferenceReachesBeyondTheWindow(int windowBits) throws DataFormatException {
        DeflateParameters agreed = new DeflateParameters(false, false, 15, windowBits);
        byte[] message = repetitive(100_000);
        int window = 1 << windowBits;
        try (MessageDeflater deflater = new MessageDeflater(agreed, Role.CLIENT)) {
            byte[] compressed = join(
                    bytes(deflater.deflate(ByteBuffer.wrap(message))),
                    hex("00 00 ff ff"),
                    bytes(deflater.deflate(ByteBuffer.wrap(message))),
                    hex("00 00 ff ff"));
            assertThat(inflateForgettingEvery(window, message.length, compressed))
                    .isEqualTo(join(message, message));
        }
    }

    @Test
    void theStrictWindowCheckCatchesAWindowThatIsTooLarge() {
        byte[] message = repetitive(100_000);
        try (MessageDeflater deflater = new MessageDeflater(DeflateParameters.DEFAULT, Role.CLIENT)) {
            byte[] compressed = join(bytes(deflater.deflate(ByteBuffer.wrap(message))), hex("00 00 ff ff"));
            assertThat(catchThrowable(() -> inflateForgettingEvery(256, message.length, compressed)))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 511, 512, 513, 4096, 70_000, 300_000})
    void whatIsDeflatedInflatesToItself(int size) {
        for (byte[] message : List.of(repetitive(size), random(size))) {
            for (DeflateParameters agreed :
                    List.of(DeflateParameters.DEFAULT, NO_TAKEOVER, new DeflateParameters(false, false, 8, 8))) {
                roundTrip(agreed, message);
            }
        }
    }

    @Test
    void aCompressionBombStopsAtTheBound() throws Exception {
        int max = 4_000_000;
        byte[] bomb = deflated(new byte[50_000_000]);
        FrameDecoder decoder = new FrameDecoder(Role.CLIENT, max, inflater);
        ByteBuffer in = ByteBuffer.wrap(frame(FIN | RSV1 | 2, bomb));
        Recording recording = new Recording();
        long allocated = Allocation.of(() -> {
            try {
                decoder.decode(in, recording);
            } catch (ProtocolViolation e) {
                recording.events.add(e.answer().value() + " " + e.getMessage());
            }
        });
        assertThat(recording.events)
                .containsExactly("1009 a message of at least 4000001 bytes, more than the 4000000 allowed here"
                        + " (RFC 6455 section 7.4.1)");
        assertThat(allocated).as("the growing buffer, all its sizes together").isLessThan(3 * max);
    }

    @Test
    void aMessageThatInflatesToExactlyTheBoundIsDelivered() {
        FrameDecoder decoder = new FrameDecoder(Role.CLIENT, 100_000, inflater);
        Counting sink = new Counting();
        assertThat(catchThrowable(() ->
                        decoder.decode(ByteBuffer.wrap(frame(FIN | RSV1 | 2, deflated(new byte[100_000]))), sink)))
                .isNull();
        assertThat(sink.bytes).isEqualTo(100_000);
    }

    @ParameterizedTest
    @CsvSource({"ff ff ff, invalid block type", "f2 00 11 00 00, invalid distance too far back"})
    void whatIsNotDeflateIsInvalidData(String payload, String zlib) {
        assertThat(decode(frame(COMPRESSED_TEXT, hex(payload))))
                .containsExactly("1007 a message marked as compressed that is not DEFLATE data: " + zlib
                        + " (RFC 7692 section 7.2.2)");
    }

    @Test
    void withoutContextTakeoverAMessageThatEndsInsideABlockIsFoundOut() {
        byte[] storedBlockOf32BytesWith2 = hex("00 20 00 df ff 48 65");
        assertThat(decode(forgetful, frame(COMPRESSED_TEXT, storedBlockOf32BytesWith2)))
                .containsExactly("1007 a message marked as compressed that is not DEFLATE data:"
                        + " the message ends inside a block (RFC 7692 section 7.2.2)");
    }

    @ParameterizedTest
    @CsvSource({"61 62 ff 63, byte 0xFF at offset 2", "61 e2 82, it ends inside a character"})
    void section8_1_inflatedTextMustBeUtf8(String text, String problem) {
        assertThat(decode(frame(COMPRESSED_TEXT, deflated(hex(text)))))
                .containsExactly("1007 text that is not UTF-8: " + problem + " (RFC 6455 section 8.1)");
    }

    @Test
    void closingFreesTheNativeMemory() {
        MessageDeflater deflater = new MessageDeflater(DeflateParameters.DEFAULT, Role.CLIENT);
        deflater.close();
        assertThatThrownBy(() -> deflater.deflate(utf8("x"))).hasMessageContaining("closed");
        inflater.close();
        assertThatThrownBy(() -> decode(hex("c1 01 00"))).hasMessageContaining("closed");
    }

    private List<String> decode(byte[]... parts) {
        return decode(inflater, parts);
    }

    private static List<String> decode(MessageInflater inflater, byte[]... parts) {
        FrameDecoder decoder = new FrameDecoder(Role.CLIENT, Frames.MAX, inflater);
        return Frames.decode(decoder, ByteBuffer.wrap(join(parts)));
    }

    private static void roundTrip(DeflateParameters agreed, byte[] message) {
        try (MessageDeflater deflater = new MessageDeflater(agreed, Role.SERVER);
                MessageInflater inflater = new MessageInflater(agreed, Role.CLIENT)) {
            Counting sink = new Counting() {
                @Override
                public void onMessage(Opcode kind, ByteBuffer payload) {
                    assertThat(payload).isEqualTo(ByteBuffer.wrap(message));
                    super.onMessage(kind, payload);
                }
            };
            FrameDecoder decoder = new FrameDecoder(Role.CLIENT, Frames.MAX, inflater);
            for (int i = 0; i < 3; i++) {
                ByteBuffer in = ByteBuffer.wrap(message);
                byte[] compressed = bytes(deflater.deflate(in));
                assertThat(in.remaining()).isZero();
                decoder.decode(ByteBuffer.wrap(frame(FIN | RSV1 | 2, compressed)), sink);
            }
            assertThat(sink.events).isEqualTo(3);
        } catch (ProtocolViolation e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Inflates with a new inflater for each chunk of a message, so that a reference to what lies before the chunk fails:
     * no reference can then be as long as the chunk.
     */
    private static byte[] inflateForgettingEvery(int chunk, int messageLength, byte[] compressed)
            throws DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int position = 0;
        while (position < compressed.length) {
            int expected = Math.min(chunk, messageLength - out.size() % messageLength);
            position = inflateChunk(compressed, position, expected, out);
        }
        return out.toByteArray();
    }

    /** Reads up to the flush marker behind the chunk; returns where it ends. */
    private static int inflateChunk(byte[] compressed, int from, int expected, ByteArrayOutputStream out)
            throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            byte[] chunk = new byte[expected + 1];
            int size = 0;
            int end = from;
            while (size < expected || !endsWithMarker(compressed, from, end)) {
                inflater.setInput(compressed, end++, 1);
                size += inflater.inflate(chunk, size, chunk.length - size);
            }
            assertThat(size).isEqualTo(expected);
            out.write(chunk, 0, size);
            return end;
        } finally {
            inflater.end();
        }
    }

    private static boolean endsWithMarker(byte[] bytes, int from, int end) {
        return end - from >= 4
                && bytes[end - 4] == 0
                && bytes[end - 3] == 0
                && bytes[end - 2] == -1
                && bytes[end - 1] == -1;
    }

    private static byte[] deflated(byte[] message) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(message);
            byte[] out = new byte[message.length / 100 + 100];
            int size = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            return Arrays.copyOf(out, size - 4);
        } finally {
            deflater.end();
        }
    }

    private static byte[] repetitive(int size) {
        return ("{\"user\":\"alice\",\"text\":\"hello\"}".repeat(size / 31 + 1))
                .substring(0, size)
                .getBytes(UTF_8);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static ByteBuffer utf8(String text) {
        return UTF_8.encode(text);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
