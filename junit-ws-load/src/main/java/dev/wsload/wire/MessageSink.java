package dev.wsload.wire;

import java.nio.ByteBuffer;

/**
 * Takes what a {@link FrameDecoder} found. Every buffer is valid during the call only.
 *
 * @since 0.1
 */
public interface MessageSink {
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
