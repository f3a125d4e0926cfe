package dev.wsload.race.released;

import static dev.wsload.plan.Workloads.churn;

import dev.wsload.RaceCheck;
import dev.wsload.WsLoad;
import dev.wsload.WsUri;
import dev.wsload.harness.WsFleet;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a user would test: clients come and go while others talk, and the part of Java-WebSocket that keeps the list is watched. The
 * server runs on until its JVM ends: stop() looks at the list without the lock in each release, to no harm.
 */
@WsLoad(clients = 12, settleTime = "100 ms")
@RaceCheck(packages = "org.java_websocket.server")
abstract class Rush {
    private URI uri;

    @BeforeEach
    void start() {
        uri = server().listening();
    }

    @WsUri
    URI uri() {
        return uri;
    }

    @Test
    void isSafeAmongThreads(WsFleet fleet) {
        fleet.run(churn().senders(4).leaving(0.5).rate(200).during(Duration.ofSeconds(3)));
    }

    abstract ReleasedServer server();

    /** The library walks over its list. */
    static class WithBroadcasts extends Rush {
        @Override
        ReleasedServer server() {
            return new ReleasedServer(2, new HashSet<>()) {
                @Override
                public void onMessage(WebSocket connection, String message) {
                    broadcast(message);
                }
            };
        }
    }

    /** The user walks over a copy. */
    static class WithCopies extends Rush {
        @Override
        ReleasedServer server() {
            return new ReleasedServer(2, new HashSet<>()) {
                @Override
                public void onMessage(WebSocket connection, String message) {
                    getConnections().forEach(one -> send(one, message));
                }
            };
        }
    }

    private static void send(WebSocket connection, String message) {
        try {
            connection.send(message);
        } catch (WebsocketNotConnectedException gone) {
            // the others hear it all the same
        }
    }
}
