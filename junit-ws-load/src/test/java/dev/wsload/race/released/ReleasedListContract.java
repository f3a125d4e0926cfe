package dev.wsload.race.released;

import dev.wsload.race.ClientList;
import dev.wsload.race.jqwik.ClientListContract;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.server.WebSocketServer;

/**
 * The list of connections of a server that is not started, as its users see it. For one thread, and for the releases that have {@code
 * connections()}, 1.3.x.
 */
abstract class ReleasedListContract extends ClientListContract<WebSocket> {
    /** One server for all lists: these releases begin threads for each. */
    private static final Set<WebSocket> CONNECTIONS = new HashSet<>();

    private static final ReleasedServer SERVER = new ReleasedServer(1, CONNECTIONS);

    /** Whoever walks over the list may take out of it. */
    static class Walked extends ReleasedListContract {
        @Override
        protected ClientList<WebSocket> newList() {
            CONNECTIONS.clear();
            return new WalkedConnections();
        }
    }

    /** Whoever has left may leave again. */
    static class Left extends ReleasedListContract {
        @Override
        protected ClientList<WebSocket> newList() {
            CONNECTIONS.clear();
            return new LeftConnections();
        }
    }

    private abstract static class Connections implements ClientList<WebSocket> {
        @Override
        public WebSocket add(int number) {
            WebSocket connection = new WebSocketImpl(SERVER, new Draft_6455());
            SERVER.join(connection);
            return connection;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Collection<WebSocket> snapshot() {
            try {
                return (Collection<WebSocket>)
                        WebSocketServer.class.getMethod("connections").invoke(SERVER);
            } catch (IllegalAccessException | NoSuchMethodException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class WalkedConnections extends Connections {
        private final Set<WebSocket> gone = Collections.newSetFromMap(new IdentityHashMap<>());

        @Override
        public void deactivate(WebSocket connection) {
            gone.add(connection);
        }

        @Override
        public void removeInactive() {
            for (WebSocket connection : snapshot()) {
                if (gone.contains(connection)) {
                    SERVER.leave(connection);
                }
            }
        }
    }

    private static final class LeftConnections extends Connections {
        @Override
        public void remove(WebSocket connection) {
            SERVER.leave(connection);
        }
    }
}
