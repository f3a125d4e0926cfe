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

    Sending(Connection connection, Opcode kind, ByteBuffer payload) {
        this.connection = connection;
        this.kind = kind;
        this.payload = payload;
    }

    int client() {
        return connection.index;
    }

    /** Completes with whether the message was taken; a sender that gives up cancels it. */
    CompletableFuture<Boolean> result() {
        return result;
    }

    /** Sends now if possible, or when there is room; called on the loop. */
    void attempt() {
        if (result.isDone()) {
            return;
        }
        if (!connection.isOpen()) {
            result.complete(false);
        } else if (connection.hasRoom(payload.remaining())) {
            result.complete(connection.send(kind, payload.duplicate()));
        } else {
            connection.whenRoom(this::attempt);
        }
    }
}
