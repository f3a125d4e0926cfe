package dev.wsload.wire;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Writes frames (RFC 6455 section 5.2), one at a time, into a buffer that has room for them, without allocating. Stateless.
 *
 * <pre>
 *   FIN RSV1-3 opcode | MASK length(7) | length(16 or 64) | masking key(32) | payload
 *         1 byte      |     1 byte     |   0, 2 or 8      |     0 or 4      |
 * </pre>
 *
 * @since 0.1
 */
public final class FrameEncoder {
    private static final int FIN = 0x80;
    private static final int RSV1 = 0x40;
    private static final int MASK = 0x80;
    private static final int MAX_REASON_BYTES = 123;

    private FrameEncoder() {}

    /**
     * Returns the bytes on the wire of one frame.
     *
     * @param payloadBytes 0 or more
     * @param sender the side that sends it; a client's frame has four more bytes, its masking key
     * @throws ArithmeticException when header and payload together exceed an {@code int}
     */
    public static int frameSize(int payloadBytes, Role sender) {
        int header = 2 + lengthBytes(payloadBytes) + (sender == Role.CLIENT ? Integer.BYTES : 0);
        return Math.addExact(header, payloadBytes);
    }

    /** Returns the first byte on the wire of a final frame: FIN, RSV1 if it is compressed, and the opcode. */
    public static int firstByte(Opcode opcode, boolean compressed) {
        return FIN | (compressed ? RSV1 : 0) | opcode.bits();
    }

    /**
     * Writes one final, masked frame, as a client must send it.
     *
     * @param compressed whether the payload is compressed, which RSV1 says (RFC 7692 section 6)
     * @param mask the masking key, its first byte on the wire in the highest bits
     * @param payload position to limit; the position moves to the limit
     * @throws BufferOverflowException when {@code out} has less room than {@link #frameSize}; nothing is written then
     */
    public static void encodeMasked(ByteBuffer out, Opcode opcode, boolean compressed, int mask, ByteBuffer payload) {
        putHeader(out, firstByte(opcode, compressed), MASK, payload.remaining());
        putMasked(out, mask, payload);
    }

    /**
     * Writes one frame of any kind, legal or not: servers' frames, fragments, and faults.
     *
     * @param firstByte 0 to 255: FIN, RSV bits and opcode as they stand on the wire
     * @param mask the masking key; null for an unmasked frame
     * @param payload position to limit; the position moves to the limit
     * @throws BufferOverflowException when {@code out} has too little room; nothing is written then
     */
    public static void encode(ByteBuffer out, int firstByte, Integer mask, ByteBuffer payload) {
        putHeader(out, firstByte, mask == null ? 0 : MASK, payload.remaining());
        if (mask == null) {
            out.put(payload);
        } else {
            putMasked(out, mask, payload);
        }
    }

    /**
     * Returns the payload of a close frame (RFC 6455 section 5.5.1).
     *
     * @param code a code that {@linkplain CloseCode#isSendable() may be sent}; or 1005 for a frame without a status
     * @param reason empty, or at most 123 bytes of UTF-8; must be empty with 1005
     * @throws IllegalArgumentException for anything else
     */
    public static ByteBuffer closePayload(CloseCode code, String reason) {
        ByteBuffer text = utf8(reason);
        if (code.equals(CloseCode.NO_STATUS_RECEIVED) && !text.hasRemaining()) {
            return text;
        }
        if (!code.isSendable()) {
            throw new IllegalArgumentException(unsendable(code));
        }
        if (text.remaining() > MAX_REASON_BYTES) {
            throw new IllegalArgumentException(
                    "close reason of %d bytes in UTF-8, must be at most %d (RFC 6455 section 5.5); shorten it"
                            .formatted(text.remaining(), MAX_REASON_BYTES));
        }
        return ByteBuffer.allocate(Short.BYTES + text.remaining())
                .putShort((short) code.value())
                .put(text)
                .flip();
    }

    private static String unsendable(CloseCode code) {
        return code.equals(CloseCode.NO_STATUS_RECEIVED)
                ? "a close reason without a status (1005) cannot be sent (RFC 6455 section 5.5.1); "
                        + "leave the reason out, or give a code such as 1000"
                : "close code %s may never be sent (RFC 6455 section 7.4); use 1000 to 1003, 1007 to 1014, or 3000 to 4999"
                        .formatted(code);
    }

    private static ByteBuffer utf8(String reason) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(reason));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "close reason has half a surrogate pair, which UTF-8 cannot say; give whole characters", e);
        }
    }

    private static void putHeader(ByteBuffer out, int firstByte, int maskBit, int length) {
        int lengthBytes = lengthBytes(length);
        if (out.remaining() - (2 + lengthBytes + maskBit / 32) < length) {
            throw new BufferOverflowException();
        }
        out.put((byte) firstByte);
        out.put((byte) (maskBit | (lengthBytes == 0 ? length : lengthBytes == Short.BYTES ? 126 : 127)));
        putBigEndian(out, length, lengthBytes);
    }

    private static void putMasked(ByteBuffer out, int mask, ByteBuffer payload) {
        putBigEndian(out, mask, Integer.BYTES);
        int length = payload.remaining();
        Masking.apply(payload, payload.position(), out, out.position(), length, mask);
        out.position(out.position() + length);
        payload.position(payload.limit());
    }

    private static void putBigEndian(ByteBuffer out, long value, int bytes) {
        for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.put((byte) (value >>> shift));
        }
    }

    private static int lengthBytes(int length) {
        return length < 126 ? 0 : length <= 0xFFFF ? Short.BYTES : Long.BYTES;
    }
}
