package dev.wsload.testkit.permitted;

import java.io.IOException;

/**
 * What a server does on one connection. Every method is what most servers do; each override is something that is permitted as
 * well. All but {@link #answer} and {@link #payload} run in the connection's own writer thread, in turn.
 */
interface Manners {
    /** Answers the opening handshake. */
    default void answer(Peer peer) throws IOException {
        peer.accept();
    }

    /** The connection is open. */
    default void open(Peer peer) throws IOException {}

    /** Returns the payload of a message that the client has sent. */
    default byte[] payload(int firstByte, byte[] sent) {
        return sent;
    }

    /** Sends a message. */
    default void message(Peer peer, int opcode, byte[] payload) throws IOException {
        peer.frame(0x80 | opcode, payload);
    }

    /** Says whether a ping gets an answer when a newer one has come meanwhile. */
    default boolean answersOldPings() {
        return true;
    }

    /** Answers a ping. */
    default void ping(Peer peer, byte[] payload) throws IOException {
        peer.frame(0x8A, payload);
    }

    /** Answers the client's close frame, and ends TCP. */
    default void close(Peer peer, byte[] payload) throws IOException {
        peer.frame(0x88, payload);
        peer.end();
    }
}
