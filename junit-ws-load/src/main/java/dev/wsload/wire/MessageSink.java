package dev.wsload.wire;

import java.nio.ByteBuffer;

/**
 * Takes what a {@link FrameDecoder} found. Every buffer is valid during the call only.
 *
 * @since 0.1
 */
public interface MessageSink {
    /** The length of a frame whose header breaks a rule before it is read to its end. */
    long UNREAD = -1;

    /**
     * A frame has begun, right or wrong: called before what it completes, and before the violation that it is.
     *
     * @param firstByte FIN, RSV1 to RSV3 and the opcode as they stand on the wire
     * @param length of its payload as its header announces it, or {@link #UNREAD}
     */
    default void onFrame(int firstByte, long length) {}

    /**
     * A complete message, its fragments joined and inflated.
     *
     * @param kind {@link Opcode#TEXT} (valid UTF-8) or {@link Opcode#BINARY}
     * @param payload the message from position to limit
     */
    void onMessage(Opcode kind, ByteBuffer payload);

    /** A ping with its payload. */
    void onPing(ByteBuffer payload);

    /** A pong with its payload. */
    void onPong(ByteBuffer payload);

    /** A close frame; {@link CloseCode#NO_STATUS_RECEIVED} and an empty reason when it was empty. */
    void onClose(CloseCode code, String reason);
}
