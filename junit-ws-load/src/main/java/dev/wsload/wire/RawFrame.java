package dev.wsload.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One whole frame as it stands on the wire, right or wrong (RFC 6455 section 5.2). Immutable.
 *
 * @since 0.1
 */
public final class RawFrame {
    /** The header of a frame is no longer than this, in bytes. */
    public static final int MOST_HEADER_BYTES = 14;

    private static final int FIN = 0x80;
    private static final int MASK = 0x80;

    private final byte[] bytes;
    private final int headerBytes;

    private RawFrame(byte[] bytes) {
        this.bytes = bytes;
        headerBytes = headerBytes(ByteBuffer.wrap(bytes));
    }

    /**
     * Makes a frame.
     *
     * @param firstByte FIN, RSV1 to RSV3 and the opcode, such as 0x81
     * @param mask the masking key; null for an unmasked frame
     * @param payload of any length
     */
    public static RawFrame of(int firstByte, Integer mask, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + MOST_HEADER_BYTES);
        FrameEncoder.encode(frame, firstByte, mask, ByteBuffer.wrap(payload));
        return new RawFrame(Arrays.copyOf(frame.array(), frame.position()));
    }

    /** Reads one whole frame, {@link #sizeOf} bytes of the buffer from its position on, which moves behind it. */
    public static RawFrame read(ByteBuffer from) {
        byte[] bytes = new byte[Math.toIntExact(sizeOf(from))];
        from.get(bytes);
        return new RawFrame(bytes);
    }

    /** Returns how many bytes the frame has that begins at the position of a buffer; -1 as long as its header is not whole. */
    public static long sizeOf(ByteBuffer start) {
        int header = headerBytes(start);
        if (header < 0 || start.remaining() < header) {
            return -1;
        }
        return header + payloadBytes(start);
    }

    private static int headerBytes(ByteBuffer start) {
        if (start.remaining() < 2) {
            return -1;
        }
        int second = start.get(start.position() + 1);
        int length = second & ~MASK & 0xFF;
        int lengthBytes = length < 126 ? 0 : length == 126 ? Short.BYTES : Long.BYTES;
        return 2 + lengthBytes + ((second & MASK) == 0 ? 0 : Integer.BYTES);
    }

    private static long payloadBytes(ByteBuffer start) {
        int at = start.position();
        int length = start.get(at + 1) & ~MASK & 0xFF;
        return switch (length) {
            case 126 -> start.getShort(at + 2) & 0xFFFF;
            case 127 -> Math.min(start.getLong(at + 2) & Long.MAX_VALUE, Long.MAX_VALUE - MOST_HEADER_BYTES);
            default -> length;
        };
    }

    /** Returns FIN, RSV1 to RSV3 and the opcode. */
    public int firstByte() {
        return bytes[0] & 0xFF;
    }

    /** Says whether it belongs to a message, and is no control frame. */
    public boolean isData() {
        return isData(firstByte());
    }

    /** Says whether it is a whole message. */
    public boolean isMessage() {
        return endsMessage() && (firstByte() & 0xF) != Opcode.CONTINUATION.bits();
    }

    /** Says whether it is the last or only frame of a message. */
    public boolean endsMessage() {
        return endsMessage(firstByte());
    }

    /** Says whether a frame with this first byte belongs to a message, and is no control frame. */
    public static boolean isData(int firstByte) {
        return (firstByte & 0x8) == 0;
    }

    /** Says whether a frame with this first byte is the last or only one of a message. */
    public static boolean endsMessage(int firstByte) {
        return isData(firstByte) && (firstByte & FIN) != 0;
    }

    /** Returns the payload as it stands on the wire: masked, if the frame is. */
    public byte[] payload() {
        return Arrays.copyOfRange(bytes, headerBytes, bytes.length);
    }

    /** Returns all bytes, for reading only. */
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }
}
