package dev.wsload.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * A server that sends exactly the bytes that its script says, and nothing else. Every connection plays the script on a
 * thread of its own; when the script has ended the connection stays open, silent, and unread until the server closes.
 */
public final class ScriptedServer implements TestServer {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final ServerSocket listener;
    private final URI uri;
    private final Script script;
    private final List<ScriptedPeer> peers = new CopyOnWriteArrayList<>();
    private final Queue<Throwable> mistakes = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;
    private volatile boolean crashed;

    /** What happens on one connection. */
    @FunctionalInterface
    public interface Script {
        /** Plays it; an {@code IOException} is the client's doing, anything else fails the test at the end. */
        void play(ScriptedPeer peer) throws Exception;
    }

    private ScriptedServer(
            ServerSocketFactory sockets, InetAddress address, String scheme, int receiveBuffer, Script script) {
        this.script = script;
        try {
            listener = sockets.createServerSocket();
            if (receiveBuffer > 0) {
                listener.setReceiveBufferSize(receiveBuffer);
            }
            listener.bind(new InetSocketAddress(address, 0), 4096);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String host = address instanceof Inet6Address ? "[::1]" : "localhost";
        uri = URI.create(scheme + "://" + host + ":" + listener.getLocalPort() + "/");
        start(this::acceptAll);
    }

    /** Starts a server that speaks plain {@code ws}. */
    public static ScriptedServer start(Script script) {
        return new ScriptedServer(ServerSocketFactory.getDefault(), LOOPBACK, "ws", 0, script);
    }

    /** Starts a server on the loopback address of IPv6. */
    public static ScriptedServer startOnIpv6(Script script) throws UnknownHostException {
        return new ScriptedServer(ServerSocketFactory.getDefault(), InetAddress.getByName("::1"), "ws", 0, script);
    }

    /**
     * Starts a server whose kernel holds few unread bytes, so that clients notice soon when nobody reads. It is a few
     * segments of the loopback interface all the same: with less, TCP crawls.
     */
    public static ScriptedServer startReceivingLittle(Script script) {
        return new ScriptedServer(ServerSocketFactory.getDefault(), LOOPBACK, "ws", 256 * 1024, script);
    }

    /** Starts a server that speaks {@code wss}. */
    public static ScriptedServer start(SSLContext tls, Script script) {
        return new ScriptedServer(tls.getServerSocketFactory(), LOOPBACK, "wss", 0, script);
    }

    /** Connections accepted so far. */
    public int accepted() {
        return peers.size();
    }

    @Override
    public URI uri() {
        return uri;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(null, task, "scripted-server", 128 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = listener.accept();
                ScriptedPeer peer = new ScriptedPeer(socket);
                peers.add(peer);
                if (crashed) {
                    peer.reset();
                }
                start(() -> play(peer));
            }
        } catch (IOException e) {
            if (!closing) {
                mistakes.add(e);
            }
        }
    }

    private void play(ScriptedPeer peer) {
        try {
            script.play(peer);
        } catch (IOException e) {
            peer.failed(e);
        } catch (Exception | AssertionError e) {
            mistakes.add(e);
        }
    }

    /** Stops to listen, so that further clients are refused; connections stay. */
    public void refuseFurther() {
        closing = true;
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Dies as a crashed process does: stops to listen and resets every connection. */
    public void crash() {
        crashed = true;
        refuseFurther();
        peers.forEach(ScriptedPeer::reset);
    }

    @Override
    public void close() {
        refuseFurther();
        peers.forEach(ScriptedPeer::hangUp);
        if (!mistakes.isEmpty()) {
            throw new AssertionError("The script of the server failed", mistakes.peek());
        }
    }
}
