package dev.wsload.wire;

import java.util.Objects;
import java.util.Optional;

/**
 * How a WebSocket connection ended: what the close frames said, and what TCP did. Immutable.
 *
 * <p>A close frame without a status is 1005, a connection that ended without any close frame is 1006 (RFC 6455 section
 * 7.1.5); {@link #tcpEnd()} tells an orderly FIN from a reset and from silence. A code that must not stand in a frame,
 * such as 1006, is a protocol violation and shows as {@link #violation()}.
 *
 * @param code the connection close code: from the first close frame <em>received</em>; when none was, 1006
 * @param reason the close reason, empty when none was given
 * @param initiator who sent the first close frame
 * @param clean whether both sides sent a close frame and TCP ended in order (RFC 6455 section 7.1.4)
 * @param tcpEnd how TCP ended
 * @param violation the protocol rule that the server broke, if that ended the connection
 * @param sent the code in the client's own close frame, 1005 of one without a code; empty if it sent none
 * @since 0.1
 */
public record Closure(
        CloseCode code,
        String reason,
        Initiator initiator,
        boolean clean,
        TcpEnd tcpEnd,
        Optional<String> violation,
        Optional<CloseCode> sent) {
    /** Refuses nulls. */
    public Closure {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(initiator, "initiator");
        Objects.requireNonNull(tcpEnd, "tcpEnd");
        Objects.requireNonNull(violation, "violation");
        Objects.requireNonNull(sent, "sent");
    }

    /** Says whether the server's side ended it: with the first close frame, or without any by a FIN or a reset. */
    public boolean isByServer() {
        return switch (initiator) {
            case SERVER -> true;
            case CLIENT -> false;
            case NOBODY -> tcpEnd == TcpEnd.FIN || tcpEnd == TcpEnd.RESET;
        };
    }

    /**
     * Says whether the server has answered the client's close frame with another code; it should echo the client's (RFC 6455
     * section 5.5.1), and many do not.
     */
    public boolean isAnsweredWithAnotherCode() {
        return initiator == Initiator.CLIENT
                && violation.isEmpty()
                && !code.equals(CloseCode.ABNORMAL_CLOSURE)
                && sent.filter(own -> !own.equals(code)).isPresent();
    }
}
