package dev.wsload.fleet;

import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.util.Optional;

/** What the close frames of one connection have said so far. */
final class CloseState {
    private final Initiator initiator;
    private CloseCode code;
    private String reason = "";
    private String violation;
    private CloseCode sent;

    CloseState(Initiator initiator) {
        this.initiator = initiator;
    }

    boolean received() {
        return code != null;
    }

    void receive(CloseCode received, String why) {
        code = received;
        reason = why;
    }

    void send(CloseCode own) {
        sent = own;
    }

    boolean violated() {
        return violation != null;
    }

    void violate(String rule) {
        violation = rule;
    }

    Closure closure(TcpEnd tcpEnd) {
        boolean clean = received() && !violated() && tcpEnd == TcpEnd.FIN;
        CloseCode seen = received() ? code : CloseCode.ABNORMAL_CLOSURE;
        return new Closure(
                seen, reason, initiator, clean, tcpEnd, Optional.ofNullable(violation), Optional.ofNullable(sent));
    }
}
