package dev.wsload.fleet;

import dev.wsload.result.Phase;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A stage in the life of a connection: what the events of its socket mean at present. Each reads for itself: through one
 * method for all of them the JIT compiler would compile handshakes into the path of every message.
 */
interface Stage {
    /** The connection has ended; nothing means anything any more. */
    Stage ENDED = new Stage() {
        @Override
        public Phase phase() {
            return Phase.CLOSING;
        }

        @Override
        public boolean ready() {
            return false;
        }

        @Override
        public void received(ByteBuffer bytes) {}

        @Override
        public void finished() {}

        @Override
        public void broken(IOException cause) {}

        @Override
        public void expired() {}
    };

    /** How far the connection has come. */
    Phase phase();

    /** The socket is ready for what was asked; returns whether more lies ready, so that it has to be asked again. */
    boolean ready() throws IOException;

    /** Bytes have come; they are valid during the call only. */
    void received(ByteBuffer bytes);

    /** The server has ended its side of TCP. */
    void finished();

    /** Reading or writing has failed. */
    void broken(IOException cause);

    /** The deadline has passed. */
    void expired();
}
