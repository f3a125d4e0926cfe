package dev.wsload.fleet;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of one connection, as its codec sees them: in the clear, whatever lies below. Never blocks. */
interface Link {
    /**
     * Does what must happen before the first byte, such as a TLS handshake, as far as it gets now.
     *
     * @return whether it is done
     */
    boolean secure() throws IOException;

    /** Reads what is there; returns the bytes read, 0 for none now, -1 when the peer has ended its side. */
    int read(ByteBuffer into) throws IOException;

    /** Writes as much as the socket takes now and moves the position accordingly. */
    void write(ByteBuffer from) throws IOException;

    /** Writes what the link itself holds back; returns whether nothing is left. */
    boolean flush() throws IOException;

    /** Says whether {@link #read} has more to tell without the socket: bytes that found no room, or the end. */
    boolean hasBuffered();

    /** Says whether bytes wait here for the socket to take them. */
    boolean holdsBack();
}
