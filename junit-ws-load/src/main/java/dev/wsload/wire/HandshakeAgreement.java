package dev.wsload.wire;

import java.util.List;
import java.util.Optional;

/** STUB: what both sides agreed on. */
public record HandshakeAgreement(
        Optional<String> subprotocol, Optional<DeflateParameters> deflate, List<Header> headers) {}
