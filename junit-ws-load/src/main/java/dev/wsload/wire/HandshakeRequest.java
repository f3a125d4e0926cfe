package dev.wsload.wire;

import java.net.URI;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/**
 * A client's opening handshake (RFC 6455 section 4.1). Immutable; whatever is wrong with it shows when it is made.
 *
 * <p>User and password in the URI are sent as Basic authentication (RFC 7617), unless a header says otherwise.
 *
 * @param target {@code ws://} or {@code wss://}, without a fragment; made ASCII if it is not
 * @param headers further headers, in this order; {@code Host}, {@code Origin} and {@code Authorization} may be among them,
 *     the ones that the handshake itself needs may not
 * @param subprotocols offered subprotocols, the preferred one first, without repetition
 * @param deflate what permessage-deflate is offered with, null when it is not
 * @since 0.1
 */
public record HandshakeRequest(URI target, List<Header> headers, List<String> subprotocols, DeflateParameters deflate) {
    private static final int WS_PORT = 80;
    private static final int WSS_PORT = 443;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException with one sentence if the URI, a header or a subprotocol cannot be sent
     */
    public HandshakeRequest {
        target = RequestRules.checkedTarget(target);
        headers = RequestRules.checkedHeaders(headers);
        subprotocols = RequestRules.checkedSubprotocols(subprotocols);
    }

    /** Returns the host to connect to: a name or an address, IPv6 without brackets. */
    public String host() {
        String host = target.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Returns the port to connect to: the URI's, else 80 for ws and 443 for wss. */
    public int port() {
        return target.getPort() >= 0 ? target.getPort() : isSecure() ? WSS_PORT : WS_PORT;
    }

    /** Says whether the connection runs over TLS. */
    public boolean isSecure() {
        return target.getScheme().equalsIgnoreCase("wss");
    }

    /**
     * Writes the request.
     *
     * @throws BufferOverflowException when {@code out} has too little room; its position is where it was then
     */
    public void encode(ByteBuffer out, HandshakeKey key) {
        int start = out.position();
        try {
            RequestWriter.write(this, Objects.requireNonNull(key, "key"), out);
        } catch (BufferOverflowException e) {
            out.position(start);
            throw e;
        }
    }
}
