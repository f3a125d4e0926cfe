package dev.wsload.fleet;

import dev.wsload.result.ConnectFailure;
import dev.wsload.result.Ending;
import dev.wsload.result.FailureKind;
import dev.wsload.result.Phase;
import dev.wsload.wire.CloseCode;
import java.util.concurrent.CompletableFuture;

/** Ends a fleet with a close handshake, once. Thread-safe. */
final class FleetEnding implements Ending {
    private static final ConnectFailure CANCELLED = new ConnectFailure(
            FailureKind.CANCELLED, Phase.CONNECT, "the fleet was closed before this client had connected");

    private final Shards shards;
    private boolean ended;

    FleetEnding(Shards shards) {
        this.shards = shards;
    }

    /** Whoever asks while another thread ends the fleet waits for it: loops must not stop under open connections. */
    @Override
    public synchronized void end() {
        if (!ended) {
            ended = true;
            shards.stop();
            shards.<CompletableFuture<Void>>ask(shard -> {
                        shard.stop(CANCELLED);
                        return Closing.begin(shard.started(), CloseCode.NORMAL_CLOSURE, "");
                    })
                    .forEach(CompletableFuture::join);
        }
    }
}
