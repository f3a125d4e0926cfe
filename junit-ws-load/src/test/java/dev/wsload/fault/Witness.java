package dev.wsload.fault;

import dev.wsload.testkit.RawFrame;
import dev.wsload.testkit.ScriptedPeer;
import dev.wsload.testkit.ScriptedServer;
import dev.wsload.testkit.TestServer;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;

/** A server that echoes, and notes how every connection looked from its side. */
final class Witness implements TestServer {
    private final Queue<Sight> sights = new ConcurrentLinkedQueue<>();
    private final ScriptedServer server = ScriptedServer.start(this::watch);

    /**
     * What was seen of one connection.
     *
     * @param frames that were complete
     * @param end {@code FIN}, {@code RST}, and whether that was in mid-frame
     */
    record Sight(List<RawFrame> frames, String end) {
        long messages() {
            return frames.stream().filter(frame -> frame.opcode() < 8).count();
        }
    }

    private void watch(ScriptedPeer peer) throws IOException {
        List<RawFrame> frames = new ArrayList<>();
        String where = " in the handshake";
        try {
            peer.accept();
            PushbackInputStream in = new PushbackInputStream(peer.input());
            where = "";
            for (int first = in.read(); first >= 0; first = in.read()) {
                where = " in mid-frame";
                in.unread(first);
                frames.add(RawFrame.read(new DataInputStream(in)));
                where = "";
                answer(peer, frames.get(frames.size() - 1));
            }
            sights.add(new Sight(frames, "FIN"));
        } catch (EOFException e) {
            sights.add(new Sight(frames, "FIN" + where));
        } catch (IOException e) {
            sights.add(new Sight(frames, (isReset(e) ? "RST" : e.toString()) + where));
        } finally {
            peer.hangUp();
        }
    }

    /** Met while reading, or while writing. */
    private static boolean isReset(IOException e) {
        return e.getMessage().contains("reset") || e.getMessage().equals("Broken pipe");
    }

    /** Echoes messages, and answers pings and close frames; nothing else, whatever comes. */
    private static void answer(ScriptedPeer peer, RawFrame frame) throws IOException {
        switch (frame.firstByte()) {
            case 0x81, 0x82 -> peer.frame(frame.firstByte(), frame.payload());
            case 0x89 -> peer.frame(0x8A, frame.payload());
            case 0x88 -> {
                peer.close(1000, "");
                peer.fin();
            }
            default -> {}
        }
    }

    /** Returns what was seen of so many connections, once they have ended. */
    List<Sight> await(int connections) {
        Awaitility.await().until(() -> sights.size() >= connections);
        return List.copyOf(sights);
    }

    @Override
    public URI uri() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
    }
}
