package dev.wsload.fleet;

import dev.wsload.result.ConnectFailure;
import dev.wsload.result.FailureKind;
import dev.wsload.wire.HandshakeRefused;
import dev.wsload.wire.TcpEnd;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Tells by what the JDK throws what really happened. */
final class Failures {
    private Failures() {}

    static ConnectFailure whileConnecting(Throwable e) {
        String text = text(e);
        FailureKind kind = FailureKind.OTHER;
        if (text.contains("too many open files")) {
            kind = FailureKind.NO_DESCRIPTORS;
        } else if (e instanceof BindException || text.contains("cannot assign requested address")) {
            kind = FailureKind.NO_PORTS;
        } else if (text.contains("refused")) {
            kind = FailureKind.REFUSED;
        } else if (text.contains("timed out")) {
            kind = FailureKind.CONNECT_TIMEOUT;
        } else if (text.contains("reset")) {
            kind = FailureKind.RESET;
        }
        return new ConnectFailure(kind, sentence(e), Optional.of(e));
    }

    /** Says whether another address of the same host may do better. */
    static boolean mayTryNextAddress(Throwable e) {
        return e instanceof ConnectException || e instanceof NoRouteToHostException;
    }

    /**
     * Refuses a connection to itself: where nothing listens on a local port that the kernel gives out, a client may be
     * given that very port, and TCP then connects it to itself (simultaneous open, RFC 9293 section 3.5).
     *
     * @throws ConnectException as if it had been refused, for nothing listens there
     */
    static void refuseSelf(SocketChannel channel) throws IOException {
        if (channel.getLocalAddress().equals(channel.getRemoteAddress())) {
            throw new ConnectException("Connection refused: TCP connected the client to itself, nothing listens there");
        }
    }

    static ConnectFailure duringHandshake(IOException e) {
        if (e instanceof SSLException) {
            return new ConnectFailure(FailureKind.TLS, sentence(e), Optional.of(e));
        }
        boolean reset = tcpEnd(e) == TcpEnd.RESET && isOfSocket(e);
        return new ConnectFailure(reset ? FailureKind.RESET : FailureKind.OTHER, sentence(e), Optional.of(e));
    }

    static ConnectFailure unknownHost(String host) {
        return new ConnectFailure(FailureKind.UNKNOWN_HOST, "the host name " + host + " has no address");
    }

    static ConnectFailure connectTimeout(Duration limit) {
        return new ConnectFailure(
                FailureKind.CONNECT_TIMEOUT, "TCP did not connect within " + limit.toMillis() + " ms");
    }

    static ConnectFailure noTurn(Duration waited, int inFlight) {
        return new ConnectFailure(
                FailureKind.CONNECT_TIMEOUT,
                "its turn to connect did not come within " + waited.toMillis() + " ms: the bound of " + inFlight
                        + " connects in flight was used up by connects that hang");
    }

    /** A handshake that has not begun is null: TLS is still at work. */
    static ConnectFailure handshakeTimeout(Duration limit, Handshake handshake) {
        String missing = handshake == null
                ? "the TLS handshake was not done"
                : handshake.answered() == 0
                        ? "the server had not answered the upgrade at all"
                        : "the server's answer was incomplete after " + handshake.answered() + " bytes";
        return new ConnectFailure(
                FailureKind.HANDSHAKE_TIMEOUT, missing + " " + limit.toMillis() + " ms after TCP connected");
    }

    static ConnectFailure eof(Handshake handshake) {
        if (handshake == null) {
            return new ConnectFailure(FailureKind.TLS, "the server closed the connection during the TLS handshake");
        }
        return new ConnectFailure(
                FailureKind.EOF,
                "the server closed the connection after " + handshake.answered() + " bytes of its answer");
    }

    static ConnectFailure refused(HandshakeRefused e) {
        FailureKind kind = e.httpStatus() == 0 ? FailureKind.INVALID_HANDSHAKE : FailureKind.HTTP_STATUS;
        return new ConnectFailure(kind, e.getMessage(), Optional.of(e));
    }

    /** Says whether the socket failed, rather than TLS or this library. */
    static boolean isOfSocket(IOException e) {
        return !(e instanceof SSLException) && e.getCause() == null;
    }

    /** How TCP ended when reading or writing failed: a reset shows as either, "broken pipe" is its second face. */
    static TcpEnd tcpEnd(IOException e) {
        return text(e).contains("timed out") ? TcpEnd.TIMEOUT : TcpEnd.RESET;
    }

    private static String text(Throwable e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    }

    private static String sentence(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
