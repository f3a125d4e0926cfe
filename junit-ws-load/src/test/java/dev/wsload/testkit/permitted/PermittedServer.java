package dev.wsload.testkit.permitted;

import dev.wsload.testkit.ChildServer;
import dev.wsload.testkit.ScriptedPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A server on bare sockets that is right and unusual. The path names the {@link Permission} that it makes use of, and what it is:
 * {@code /SOME_PERMISSION/echo}, or {@code /SOME_PERMISSION/chat} for one that hands every message to everybody; a query names
 * the room. It is the main class of a JVM of its own.
 */
public final class PermittedServer {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Peer::daemon);
    private final Map<String, List<Peer>> rooms = new ConcurrentHashMap<>();

    private PermittedServer() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException {
        PermittedServer server = new PermittedServer();
        try (ServerSocket listening = new ServerSocket(0, 4_096, InetAddress.getByName("127.0.0.1"))) {
            ChildServer.announce(listening.getLocalPort());
            while (true) {
                Socket socket = listening.accept();
                Peer.daemon(() -> server.serve(socket)).start();
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            ScriptedPeer wire = new ScriptedPeer(socket);
            String target = wire.request().split(" ")[1];
            Permission permission = Permission.valueOf(target.split("/")[1]);
            Peer peer = new Peer(socket, wire, permission.manners(), clock);
            List<Peer> room = target.contains("/chat")
                    ? rooms.computeIfAbsent(target, name -> new CopyOnWriteArrayList<>())
                    : new ArrayList<>();
            serve(peer, room);
        } catch (IOException gone) {
            // it has ended
        }
    }

    private static void serve(Peer peer, List<Peer> room) throws IOException {
        try {
            peer.serve(room);
        } finally {
            room.remove(peer);
        }
    }
}
