package dev.wsload.fleet;

import dev.wsload.wire.HandshakeAgreement;
import dev.wsload.wire.HandshakeDecoder;
import dev.wsload.wire.HandshakeKey;
import dev.wsload.wire.HandshakeRefused;
import dev.wsload.wire.HandshakeRequest;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The opening handshake of one connection, dropped when it is done. */
final class Handshake {
    private static final int USUAL_REQUEST = 1024;

    private final HandshakeRequest request;
    private final HandshakeKey key;
    private final HandshakeDecoder decoder;
    private int answered;

    Handshake(HandshakeRequest request, HandshakeKey key) {
        this.request = request;
        this.key = key;
        decoder = new HandshakeDecoder(request, key);
    }

    ByteBuffer request() {
        for (int size = USUAL_REQUEST; ; size *= 4) {
            ByteBuffer bytes = ByteBuffer.allocate(size);
            try {
                request.encode(bytes, key);
                return bytes.flip();
            } catch (BufferOverflowException e) {
                continue;
            }
        }
    }

    Optional<HandshakeAgreement> answer(ByteBuffer bytes) throws HandshakeRefused {
        answered += bytes.remaining();
        return decoder.decode(bytes);
    }

    /** Returns how many bytes of an answer have come. */
    int answered() {
        return answered;
    }
}
