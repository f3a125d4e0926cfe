package dev.wsload.testkit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client on a bare socket that reads when it is told to, and not before. */
public final class RawClient implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 64 * 1024;
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final PushbackInputStream bytes;
    private final DataInputStream frames;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        bytes = new PushbackInputStream(socket.getInputStream());
        frames = new DataInputStream(bytes);
    }

    /** Connects and upgrades; the kernel holds little of what is not read. */
    public static RawClient connect(URI uri) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        RawClient client = new RawClient(socket);
        client.upgrade(uri);
        return client;
    }

    private void upgrade(URI uri) throws IOException {
        String request = "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) frames.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException("not upgraded: " + head);
        }
    }

    /** Waits until something has come, and leaves it there. */
    public void awaitBytes() throws IOException {
        bytes.unread(frames.readUnsignedByte());
    }

    /** Reads the next frame. */
    public RawFrame readFrame() throws IOException {
        return RawFrame.read(frames);
    }

    /** Reads frames up to the last one of a message, and joins them. */
    public String readMessage() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        RawFrame frame = readFrame();
        message.writeBytes(frame.payload());
        while ((frame.firstByte() & 0x80) == 0) {
            frame = readFrame();
            message.writeBytes(frame.payload());
        }
        return message.toString(StandardCharsets.UTF_8);
    }

    /** Reads and forgets whatever comes, on a thread of its own. */
    public void readOn() {
        Thread thread = new Thread(() -> {
            try {
                frames.transferTo(OutputStream.nullOutputStream());
            } catch (IOException closed) {
                // nobody waits for it
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
