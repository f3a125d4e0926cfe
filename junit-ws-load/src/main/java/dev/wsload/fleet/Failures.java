package dev.wsload.fleet;

import dev.wsload.machine.Descriptors;
import dev.wsload.metrics.Figures;
import dev.wsload.result.ConnectFailure;
import dev.wsload.result.FailureKind;
import dev.wsload.result.Phase;
import dev.wsload.wire.HandshakeRefused;
import dev.wsload.wire.TcpEnd;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Tells by what the JDK throws what really happened. */
final class Failures {
    /** A socket to ask with, and the files that say whom to ask (resolv.conf(5), hosts(5)). */
    private static final int RESOLVER_NEEDS = 3;

    private Failures() {}

    static ConnectFailure whileConnecting(Throwable e) {
        return new ConnectFailure(kindWhileConnecting(e), Phase.CONNECT, 0, sentence(e), Optional.of(e));
    }

    private static FailureKind kindWhileConnecting(Throwable e) {
        String text = text(e);
        if (text.contains("too many open files")) {
            return FailureKind.NO_DESCRIPTORS;
        }
        if (e instanceof BindException || text.contains("cannot assign requested address")) {
            return FailureKind.NO_PORTS;
        }
        if (isOutOfMemory(e)) {
            return FailureKind.OUT_OF_MEMORY;
        }
        if (text.contains("refused")) {
            return FailureKind.REFUSED;
        }
        if (text.contains("timed out")) {
            return FailureKind.CONNECT_TIMEOUT;
        }
        return text.contains("reset") ? FailureKind.RESET : FailureKind.OTHER;
    }

    /** Of the heap or of direct buffers the JVM says it with an error, of sockets the kernel does (ENOMEM, ENOBUFS). */
    private static boolean isOutOfMemory(Throwable e) {
        String text = text(e);
        return e instanceof OutOfMemoryError
                || e.getCause() instanceof OutOfMemoryError
                || text.contains("cannot allocate memory")
                || text.contains("no buffer space available");
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

    static ConnectFailure duringHandshake(IOException e, Phase phase, int answered) {
        return new ConnectFailure(kindDuringHandshake(e), phase, answered, sentence(e), Optional.of(e));
    }

    private static FailureKind kindDuringHandshake(IOException e) {
        if (e instanceof SSLException) {
            return FailureKind.TLS;
        }
        if (isOutOfMemory(e)) {
            return FailureKind.OUT_OF_MEMORY;
        }
        return tcpEnd(e) == TcpEnd.RESET && isOfSocket(e) ? FailureKind.RESET : FailureKind.OTHER;
    }

    /**
     * The resolver needs a descriptor as well, and says only that the host is unknown where none is left.
     *
     * @param has what this process had when it asked
     */
    static ConnectFailure unknownHost(UnknownHostException e, String host, Descriptors has) {
        boolean noneLeft = has.limit() - has.open() < RESOLVER_NEEDS;
        return noneLeft
                ? new ConnectFailure(
                        FailureKind.NO_DESCRIPTORS,
                        Phase.RESOLVE,
                        0,
                        "the host name " + host + " could not be looked up: this process has "
                                + Figures.count(has.open()) + " of " + Figures.count(has.limit()) + " files open",
                        Optional.of(e))
                : new ConnectFailure(
                        FailureKind.UNKNOWN_HOST,
                        Phase.RESOLVE,
                        0,
                        "the host name " + host + " has no address",
                        Optional.of(e));
    }

    static ConnectFailure connectTimeout(Duration limit) {
        return new ConnectFailure(
                FailureKind.CONNECT_TIMEOUT, Phase.CONNECT, "TCP did not connect within " + limit.toMillis() + " ms");
    }

    static ConnectFailure noTurn(Duration waited, int inFlight) {
        return new ConnectFailure(
                FailureKind.CONNECT_TIMEOUT,
                Phase.CONNECT,
                "its turn to connect did not come within " + waited.toMillis() + " ms: the bound of " + inFlight
                        + " connects in flight was used up by connects that hang");
    }

    static ConnectFailure handshakeTimeout(Duration limit, Phase phase, int answered) {
        String missing = phase == Phase.TLS
                ? "the TLS handshake was not done"
                : answered == 0
                        ? "the server had not answered the upgrade at all"
                        : "the server's answer was incomplete after " + answered + " bytes";
        return new ConnectFailure(
                FailureKind.HANDSHAKE_TIMEOUT,
                phase,
                answered,
                missing + " " + limit.toMillis() + " ms after TCP connected",
                Optional.empty());
    }

    static ConnectFailure eof(Phase phase, int answered) {
        return phase == Phase.TLS
                ? new ConnectFailure(
                        FailureKind.TLS, phase, "the server closed the connection during the TLS handshake")
                : new ConnectFailure(
                        FailureKind.EOF,
                        phase,
                        answered,
                        "the server closed the connection after " + answered + " bytes of its answer",
                        Optional.empty());
    }

    static ConnectFailure refused(HandshakeRefused e, int answered) {
        FailureKind kind = e.httpStatus() == 0 ? FailureKind.INVALID_HANDSHAKE : FailureKind.HTTP_STATUS;
        return new ConnectFailure(kind, Phase.UPGRADE, answered, e.getMessage(), Optional.of(e));
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
