package dev.wsload.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * An echo on bare sockets that does too late what it has to do; a thread for each connection. The main class of a JVM of its own, like
 * {@link FaultyServer}.
 */
public final class BelatedServer {
    /** What it does too late. */
    public enum Habit {
        /** It handles one frame each time bytes come, and leaves those behind it in its buffer. */
        ONE_FRAME_A_READ,
        /** It writes a reply in front of the next one, or of a pong. */
        DOES_NOT_FLUSH
    }

    private final Habit habit;

    private BelatedServer(Habit habit) {
        this.habit = habit;
    }

    /** @param args the name of the habit */
    public static void main(String[] args) throws IOException {
        BelatedServer server = new BelatedServer(Habit.valueOf(args[0]));
        try (ServerSocket listening = new ServerSocket(0, 4_096, InetAddress.getByName("127.0.0.1"))) {
            ChildServer.announce(listening.getLocalPort());
            while (true) {
                Socket socket = listening.accept();
                Thread thread = new Thread(() -> server.serve(socket));
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            ScriptedPeer peer = new ScriptedPeer(socket);
            peer.request();
            peer.accept();
            switch (habit) {
                case ONE_FRAME_A_READ -> readOneByOne(peer);
                case DOES_NOT_FLUSH -> keepBack(peer);
            }
        } catch (IOException gone) {
            // it is
        }
    }

    private static void readOneByOne(ScriptedPeer peer) throws IOException {
        InputStream in = peer.input();
        byte[] read = new byte[65_536];
        ByteArrayOutputStream come = new ByteArrayOutputStream();
        int opcode = 0;
        for (int length = in.read(read); length > 0 && opcode != 8; length = in.read(read)) {
            come.write(read, 0, length);
            ByteArrayInputStream rest = new ByteArrayInputStream(come.toByteArray());
            try {
                RawFrame frame = RawFrame.read(new DataInputStream(rest));
                opcode = frame.opcode();
                peer.send(answer(frame));
                come.reset();
                rest.transferTo(come);
            } catch (EOFException incomplete) {
                // its rest comes
            }
        }
    }

    private static void keepBack(ScriptedPeer peer) throws IOException {
        byte[] kept = {};
        int opcode = 0;
        while (opcode != 8) {
            RawFrame frame = peer.readFrame();
            opcode = frame.opcode();
            peer.send(kept);
            kept = answer(frame);
            if (opcode >= 8) {
                peer.send(kept);
                kept = new byte[0];
            }
        }
    }

    private static byte[] answer(RawFrame frame) {
        int opcode = frame.opcode() == 9 ? 10 : frame.opcode();
        return RawFrame.encode(0x80 | opcode, frame.payload());
    }
}
