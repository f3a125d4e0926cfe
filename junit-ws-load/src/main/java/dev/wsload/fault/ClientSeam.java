package dev.wsload.fault;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What a fault can do to a client: to its handshake, its frames, its answers.
 *
 * @since 0.1
 */
public non-sealed interface ClientSeam extends Seam {
    /**
     * Sends these bytes as they are, in place of frames; through TLS where there is any. Taken over by the call. Like frames, they
     * wait until the connection has opened.
     */
    void sendRaw(ByteBuffer bytes);

    /**
     * Sends a frame, masked as a client's must be.
     *
     * @param firstByte FIN, RSV1 to RSV3 and the opcode, such as 0x81 (RFC 6455 section 5.2); none of them is checked
     * @param payload of any length
     */
    void sendFrame(int firstByte, byte[] payload);

    /** Sends a frame without a mask. */
    void sendUnmasked(int firstByte, byte[] payload);

    /** Leaves with a close frame, as a client that is done does. */
    void leave();

    /** Ends the connection without a close frame, as {@link LinkSeam#drop}, and connects once more, at once. */
    void reconnect();

    /** Answers no ping from now on. */
    void ignorePings();

    /** Answers no close frame from now on. */
    void ignoreClose();

    /** Gives up the opening handshake after this time; to be called before TCP connects. */
    void handshakeTimeout(Duration limit);

    /**
     * Changes the request of the opening handshake; to be called before it is sent.
     *
     * @param change from the right request to what shall be sent, a character a byte (ISO 8859-1)
     */
    void editRequest(UnaryOperator<String> change);
}
