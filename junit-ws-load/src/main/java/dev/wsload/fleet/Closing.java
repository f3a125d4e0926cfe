package dev.wsload.fleet;

import dev.wsload.wire.CloseCode;
import dev.wsload.wire.Closure;
import dev.wsload.wire.TcpEnd;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Ends some clients of one shard, a bounded number at a time: their close timeout shall measure the server, not the queue of
 * ten thousand close frames before it. Once the server lets one time out, the rest need not wait their turn for that.
 */
final class Closing {
    private static final int IN_FLIGHT = 256;

    private final Queue<Connection> waiting;
    private final CloseCode code;
    private final String reason;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int bound = IN_FLIGHT;
    private int inFlight;

    private Closing(Collection<Connection> clients, CloseCode code, String reason) {
        waiting = new ArrayDeque<>(clients);
        this.code = code;
        this.reason = reason;
    }

    /** Begins, on the shard's loop; the result completes when every one of these connections has ended. */
    static CompletableFuture<Void> begin(Collection<Connection> clients, CloseCode code, String reason) {
        Closing closing = new Closing(clients, code, reason);
        closing.closeMore();
        return closing.done;
    }

    private void closeMore() {
        while (inFlight < bound && !waiting.isEmpty()) {
            Connection next = waiting.remove();
            if (!next.hasEnded()) {
                close(next);
            }
        }
        if (inFlight == 0) {
            done.complete(null);
        }
    }

    private void close(Connection connection) {
        connection.closeOrDrop(code, reason);
        if (!connection.hasEnded()) {
            inFlight++;
            connection.extras().end().thenAccept(closure -> ended(connection, closure));
        }
    }

    private void ended(Connection connection, Optional<Closure> closure) {
        inFlight--;
        if (connection.isHealthy()
                && closure.filter(how -> how.tcpEnd() == TcpEnd.TIMEOUT).isPresent()) {
            bound = Integer.MAX_VALUE;
        }
        closeMore();
    }
}
