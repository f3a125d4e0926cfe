package dev.wsload.wire;

import java.nio.ByteBuffer;

/** STUB of the wire room: bytes in, messages out. */
public final class FrameDecoder {
    /**
     * Creates a decoder of what the other side of {@code role} sends.
     *
     * @param role the side that decodes
     * @param maxMessageBytes bound on one message, fragments joined and inflated; beyond it 1009
     * @param inflater the negotiated decompression, or null when none was
     */
    public FrameDecoder(Role role, int maxMessageBytes, MessageInflater inflater) {}

    /** Takes all bytes of {@code in}, which may be split anywhere, and hands what they complete to the sink. */
    public void decode(ByteBuffer in, MessageSink sink) throws ProtocolViolation {
        throw new ProtocolViolation(CloseCode.PROTOCOL_ERROR, "stub");
    }
}
