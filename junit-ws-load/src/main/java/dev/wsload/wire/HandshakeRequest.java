package dev.wsload.wire;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * STUB: a client's opening handshake (RFC 6455 section 4.1).
 *
 * @param deflate null when permessage-deflate is not offered
 */
public record HandshakeRequest(URI target, List<Header> headers, List<String> subprotocols, DeflateParameters deflate) {
    /** Writes the request; throws BufferOverflowException when out has no room (the caller grows it). */
    public void encode(ByteBuffer out, HandshakeKey key) {}
}
