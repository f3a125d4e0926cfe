package dev.wsload.fault;

import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How a connection that met a fault ends, if the endpoint is right.
 *
 * @param expected in words
 * @param mayFail whether it may end before it has opened
 * @param closure judges the closure of one that had opened
 * @param decides whether it decides how a connection ends that several faults have struck
 * @since 0.1
 */
public record Effect(String expected, boolean mayFail, Predicate<Closure> closure, boolean decides) {
    private static final Effect REFUSED = new Effect("does not open", true, closure -> false, true);
    private static final Effect UNASKED =
            new Effect("does not open, as the server never gets its request", true, closure -> false, true);

    /** The connection works on, and ends as any other. */
    public static Effect harmless() {
        return new Effect("works on", false, Closure::clean, false);
    }

    /** The connection ends without a closing handshake, opened or not. */
    public static Effect cut() {
        return new Effect(
                "ends without a close frame", true, closure -> closure.code().equals(CloseCode.ABNORMAL_CLOSURE), true);
    }

    /** The opening handshake fails. */
    public static Effect refused() {
        return REFUSED;
    }

    /** The opening handshake fails, since the server never gets the whole request. */
    public static Effect unasked() {
        return UNASKED;
    }

    /** Says whether the connection opens at all. */
    public boolean opens() {
        return asks() && !equals(REFUSED);
    }

    /** Says whether the server gets a request at all. */
    public boolean asks() {
        return !equals(UNASKED);
    }

    /** The server sends a close frame with one of these codes, on its own or in answer to that of the client. */
    public static Effect closedWith(CloseCode... codes) {
        Set<CloseCode> expected = Set.of(codes);
        String words = expected.stream().sorted().map(CloseCode::toString).collect(Collectors.joining(" or "));
        return new Effect("the server closes with " + words, false, closure -> expected.contains(closure.code()), true);
    }

    /** The connection opens in time and works on, or does not open. */
    public static Effect late() {
        return new Effect("opens in time and works on, or not at all", true, Closure::clean, false);
    }

    /** The connection works on, or the server closes it with this code. */
    public static Effect mayClose(CloseCode code) {
        return new Effect(
                "works on, or the server closes with " + code,
                false,
                closure -> closure.clean() || closure.code().equals(code),
                false);
    }

    /** The connection works on, unless it is compressed: then the client may notice that it cannot decompress any more. */
    static Effect edited() {
        return new Effect(
                "works on, or, compressed, ends because the client cannot decompress any more",
                false,
                closure -> closure.clean() || closure.violation().isPresent(),
                false);
    }

    /** The server breaks the protocol, and the client notices. */
    public static Effect violation() {
        return new Effect(
                "the client notices that the server breaks the protocol",
                false,
                closure -> closure.violation().isPresent(),
                true);
    }

    /** Frames of the server have got into each other: the client notices, or waits for the rest of one that never comes. */
    static Effect torn() {
        return new Effect(
                "works on, or the client notices that frames got into each other, or waits for ever for the rest of one",
                false,
                closure -> closure.clean()
                        || closure.violation().isPresent()
                        || closure.code().equals(CloseCode.ABNORMAL_CLOSURE),
                false);
    }

    /** The server closes with 1002 or 1007, or drops the connection: it cannot but notice that frames got into each other. */
    static Effect garbled() {
        Set<CloseCode> answers =
                Set.of(CloseCode.PROTOCOL_ERROR, CloseCode.INVALID_PAYLOAD_DATA, CloseCode.ABNORMAL_CLOSURE);
        return new Effect(
                "the server closes with 1002 or 1007, or drops the connection",
                false,
                closure -> answers.contains(closure.code()),
                true);
    }

    /** Nothing is expected of the endpoint: any end will do. */
    public static Effect any() {
        return new Effect("any end", true, closure -> true, false);
    }
}
