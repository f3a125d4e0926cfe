package dev.wsload.wire;

import java.util.List;
import java.util.Optional;

/**
 * What both sides agreed on in the opening handshake (RFC 6455 section 4.2.2). Immutable.
 *
 * @param subprotocol the subprotocol that the server chose among the offered ones; empty when it chose none
 * @param deflate the parameters of permessage-deflate (RFC 7692 section 7.1); empty when it is not used
 * @param headers the server's headers in their order
 * @since 0.1
 */
public record HandshakeAgreement(
        Optional<String> subprotocol, Optional<DeflateParameters> deflate, List<Header> headers) {
    /** Copies the list. */
    public HandshakeAgreement {
        headers = List.copyOf(headers);
    }

    /** Returns the same without the headers of the answer, which are the largest part of it. */
    public HandshakeAgreement withoutHeaders() {
        return new HandshakeAgreement(subprotocol, deflate, List.of());
    }
}
