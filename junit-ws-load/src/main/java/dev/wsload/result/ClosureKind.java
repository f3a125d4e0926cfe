package dev.wsload.result;

import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.Initiator;
import dev.wsload.wire.TcpEnd;
import java.util.Comparator;
import java.util.Optional;

/**
 * What closures have in common when they are counted: code, who began, how TCP ended. Immutable; ordered by these.
 *
 * @param code the close code
 * @param initiator who sent the first close frame
 * @param tcpEnd how TCP ended
 * @param clean whether both sides sent a close frame and TCP ended in order
 * @param asked the code that the client had closed with, where the server's answer has another one; empty otherwise
 * @since 0.1
 */
public record ClosureKind(CloseCode code, Initiator initiator, TcpEnd tcpEnd, boolean clean, Optional<CloseCode> asked)
        implements Comparable<ClosureKind> {
    private static final Comparator<ClosureKind> ORDER = Comparator.comparing(ClosureKind::code)
            .thenComparing(ClosureKind::initiator)
            .thenComparing(ClosureKind::tcpEnd)
            .thenComparing(ClosureKind::clean)
            .thenComparing(kind -> kind.asked.map(CloseCode::value).orElse(0));

    /** A kind without an answer to the client's close frame that has another code. */
    public ClosureKind(CloseCode code, Initiator initiator, TcpEnd tcpEnd, boolean clean) {
        this(code, initiator, tcpEnd, clean, Optional.empty());
    }

    /** Returns the kind of this closure. */
    public static ClosureKind of(Closure closure) {
        return new ClosureKind(
                closure.code(),
                closure.initiator(),
                closure.tcpEnd(),
                closure.clean(),
                closure.sent().filter(own -> closure.isAnsweredWithAnotherCode()));
    }

    @Override
    public int compareTo(ClosureKind other) {
        return ORDER.compare(this, other);
    }

    /** Returns {@code 1006 (abnormal closure), nobody sent a close frame, TCP reset}. */
    @Override
    public String toString() {
        String doubt = clean || initiator == Initiator.NOBODY ? "" : ", not clean";
        return code + ", " + whoClosed() + ", " + tcp() + doubt;
    }

    private String whoClosed() {
        return switch (initiator) {
            case CLIENT ->
                "closed by the client"
                        + asked.map(own -> " with " + own + ", not echoed").orElse("");
            case SERVER -> "closed by the server";
            case NOBODY -> "nobody sent a close frame";
        };
    }

    private String tcp() {
        return switch (tcpEnd) {
            case FIN -> "TCP FIN";
            case RESET -> "TCP reset";
            case TIMEOUT -> "TCP not ended in time";
            case ABORTED -> "TCP aborted by the client";
            case NEVER -> "TCP still up";
        };
    }
}
