package dev.wsload.fleet;

import dev.wsload.wire.Opcode;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** A message on its way from another thread to a connection; waits on the loop while there is no room for it. */
final class Sending {
    private final Connection connection;
    private final Opcode kind;
    private final ByteBuffer payload;
    private final CompletableFuture<Boolean> result = new CompletableFuture<>();

    /** Sends now if possible, or else when there is room; called on the loop. */
    static Sending start(Connection connection, Opcode kind, ByteBuffer payload) {
        Sending sending = new Sending(connection, kind, payload);
        sending.attempt();
        return sending;
    }

    private Sending(Connection connection, Opcode kind, ByteBuffer payload) {
        this.connection = connection;
        this.kind = kind;
        this.payload = payload;
    }

    int client() {
        return connection.index;
    }

    /** Completes with whether the message was taken; thread-safe. */
    CompletableFuture<Boolean> result() {
        return result;
    }

    /** Gives up waiting for room; returns false when the message was taken or refused before. Thread-safe. */
    boolean giveUp() {
        return result.cancel(false);
    }

    boolean isOver() {
        return result.isDone();
    }

    void attempt() {
        if (result.isDone()) {
            return;
        }
        if (!connection.isOpen()) {
            result.complete(false);
        } else if (connection.hasRoom(payload.remaining())) {
            result.complete(connection.send(kind, payload.duplicate()));
        } else {
            connection.whenRoom(this);
        }
    }
}
