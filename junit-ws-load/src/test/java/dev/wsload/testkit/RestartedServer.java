package dev.wsload.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An echo whose process is halted a moment after the first message, and a supervisor that takes its place at once. The main class of two
 * JVMs, the first of which starts the second.
 */
public final class RestartedServer {
    private static final long LIFE_MILLIS = 100;

    private final CompletableFuture<Void> firstMessage = new CompletableFuture<>();

    private RestartedServer() {}

    /** @param args anything for the process that will be halted */
    public static void main(String[] args) throws IOException {
        RestartedServer server = new RestartedServer();
        if (args.length > 0) {
            ServerSocket listening = listen(0);
            ChildServer.announce(listening.getLocalPort());
            server.firstMessage.thenRunAsync(
                    () -> Runtime.getRuntime().halt(1),
                    CompletableFuture.delayedExecutor(LIFE_MILLIS, TimeUnit.MILLISECONDS));
            server.serve(listening);
        } else {
            ChildServer first = ChildServer.start(RestartedServer.class, "first");
            ChildServer.announce(first.uri().getPort());
            ProcessHandle.of(first.pid()).ifPresent(process -> process.onExit().join());
            server.serve(listen(first.uri().getPort()));
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 4_096, InetAddress.getByName("127.0.0.1"));
    }

    private void serve(ServerSocket listening) throws IOException {
        while (true) {
            Socket socket = listening.accept();
            Thread thread = new Thread(() -> converse(socket));
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            ScriptedPeer peer = new ScriptedPeer(socket);
            peer.request();
            peer.accept();
            answerOne(peer, peer.readFrame());
            peer.echoToEnd();
        } catch (IOException gone) {
            // it is
        }
    }

    private void answerOne(ScriptedPeer peer, RawFrame frame) throws IOException {
        switch (frame.opcode()) {
            case 8 -> peer.close(frame.closeCode(), "");
            case 9 -> peer.frame(0x8A, frame.payload());
            default -> {
                peer.frame(frame.firstByte(), frame.payload());
                firstMessage.complete(null);
            }
        }
    }
}
