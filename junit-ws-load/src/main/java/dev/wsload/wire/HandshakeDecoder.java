package dev.wsload.wire;

import java.nio.ByteBuffer;
import java.util.Optional;

/** STUB: reads the server's answer, however it is split; bounded (16 KiB of header). */
public final class HandshakeDecoder {
    /** Reads the answer to this request. */
    public HandshakeDecoder(HandshakeRequest request, HandshakeKey key) {}

    /** Takes bytes up to the end of the header, leaves what follows in {@code in}; empty until it is complete. */
    public Optional<HandshakeAgreement> decode(ByteBuffer in) throws HandshakeRefused {
        throw new HandshakeRefused(0, "stub");
    }
}
