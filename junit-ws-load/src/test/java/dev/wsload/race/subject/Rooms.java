package dev.wsload.race.subject;

import dev.wsload.harness.WsFleet;
import dev.wsload.harness.WsFleetBuilder;
import dev.wsload.testkit.TomcatServer;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Rooms on containers. */
public final class Rooms {
    private static final AtomicReference<Room> CURRENT = new AtomicReference<>();

    private Rooms() {}

    /** Where a room is served. */
    enum Container {
        /** Undertow's own kind of handler, on I/O threads. */
        UNDERTOW {
            @Override
            void serve(Room room, Load load) {
                try (WsFleet fleet = load.fleet(WsFleet.hosting("/room", callback(room)))) {
                    load.on(fleet);
                }
            }
        },
        /** A Jakarta endpoint on Undertow, on its worker threads. */
        JAKARTA {
            @Override
            void serve(Room room, Load load) {
                CURRENT.set(room);
                try (WsFleet fleet = load.fleet(WsFleet.hosting(Endpoint.class))) {
                    load.on(fleet);
                }
            }
        },
        /** The same on Tomcat. */
        TOMCAT {
            @Override
            void serve(Room room, Load load) {
                CURRENT.set(room);
                try (TomcatServer server = TomcatServer.serving(Endpoint.class);
                        WsFleet fleet = load.fleet(WsFleet.to(server.uri().resolve("/room")))) {
                    load.on(fleet);
                }
            }
        };

        abstract void serve(Room room, Load load);
    }

    /** What meets a room. */
    interface Load {
        /** Connects. */
        WsFleet fleet(WsFleetBuilder how);

        /** Talks. */
        void on(WsFleet fleet);
    }

    private static WebSocketConnectionCallback callback(Room room) {
        return (exchange, channel) -> {
            Peer peer = text -> WebSockets.sendText(text, channel, null);
            room.join(peer);
            channel.addCloseTask(gone -> room.leave(peer));
            channel.getReceiveSetter().set(new AbstractReceiveListener() {
                @Override
                protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                    room.broadcast(message.getData());
                }
            });
            channel.resumeReceives();
        };
    }

    /** A member for each session. */
    @ServerEndpoint("/room")
    public static final class Endpoint {
        private static final Map<Session, Peer> PEERS = new ConcurrentHashMap<>();

        /** Joins. */
        @OnOpen
        public void opened(Session session) {
            Peer peer = peer(session, CURRENT.get().turn());
            PEERS.put(session, peer);
            CURRENT.get().join(peer);
        }

        /** Broadcasts. */
        @OnMessage
        public void heard(String text) {
            CURRENT.get().broadcast(text);
        }

        /** Leaves. */
        @OnClose
        public void closed(Session session) {
            Peer gone = PEERS.remove(session);
            gone.leave();
            CURRENT.get().leave(gone);
        }

        /** Whoever resets is closed next. */
        @OnError
        public void failed(Throwable reset) {}

        private static Peer peer(Session session, Room.Turn turn) {
            return switch (turn) {
                case LOCKED ->
                    text -> {
                        synchronized (session) {
                            send(session, text);
                        }
                    };
                case AWAITED -> new Awaited(session);
                case NONE -> text -> send(session, text);
                case NONE_ASYNC -> text -> begin(session, text);
            };
        }

        private static void begin(Session session, String text) {
            try {
                session.getAsyncRemote().sendText(text);
            } catch (IllegalStateException gone) {
                // the others hear it all the same
            }
        }

        private static void send(Session session, String text) {
            try {
                session.getBasicRemote().sendText(text);
            } catch (IOException | IllegalStateException gone) {
                // the others hear it all the same
            }
        }
    }
}
