package dev.wsload.fleet;

import dev.wsload.wire.HandshakeAgreement;
import dev.wsload.wire.HandshakeDecoder;
import dev.wsload.wire.HandshakeKey;
import dev.wsload.wire.HandshakeRefused;
import dev.wsload.wire.HandshakeRequest;
import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The opening handshake of one connection, dropped when it is done. */
final class Handshake {
    private final HandshakeRequest request;
    private final HandshakeKey key;
    private final HandshakeDecoder decoder;
    private int answered;

    Handshake(HandshakeRequest request, HandshakeKey key) {
        this.request = request;
        this.key = key;
        decoder = new HandshakeDecoder(request, key);
    }

    /** Writes the request into this buffer, and returns it ready to be read. */
    ByteBuffer request(ByteBuffer into) throws IOException {
        try {
            request.encode(into, key);
            return into.flip();
        } catch (BufferOverflowException e) {
            throw new IOException("the request of the opening handshake is longer than " + into.capacity()
                    + " bytes: send fewer or shorter headers");
        }
    }

    Optional<HandshakeAgreement> answer(ByteBuffer bytes) throws HandshakeRefused {
        answered += bytes.remaining();
        return decoder.decode(bytes);
    }

    /** Returns the refusal whose body has not come; empty if there is none. */
    Optional<HandshakeRefused> refused() {
        return decoder.refused();
    }

    /** Returns how many bytes of an answer have come. */
    int answered() {
        return answered;
    }
}
