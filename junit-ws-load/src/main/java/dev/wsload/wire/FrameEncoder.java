package dev.wsload.wire;

import java.nio.ByteBuffer;

/** STUB of the wire room: one frame at a time, into a buffer that has room for it. */
public final class FrameEncoder {
    private FrameEncoder() {}

    /** Bytes on the wire of a frame with this many payload bytes. */
    public static int frameSize(int payloadBytes, Role sender) {
        return 0;
    }

    /** Encodes one final, masked frame as a client must (payload: position to limit; position moves to limit). */
    public static void encodeMasked(ByteBuffer out, Opcode opcode, boolean compressed, int mask, ByteBuffer payload) {}

    /** General form: any fin/rsv bits and opcode; mask null for a server's frame. */
    public static void encode(ByteBuffer out, int firstByte, Integer mask, ByteBuffer payload) {}

    /** The payload of a close frame: empty for 1005, else code and reason (at most 123 bytes of UTF-8). */
    public static ByteBuffer closePayload(CloseCode code, String reason) {
        return ByteBuffer.allocate(0);
    }
}
