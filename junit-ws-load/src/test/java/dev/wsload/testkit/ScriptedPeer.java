package dev.wsload.testkit;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The server's end of one connection, in the hands of a script. Every method sends or reads exactly what it says. */
public final class ScriptedPeer {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final Socket socket;
    private String request;
    private volatile IOException failure;

    public ScriptedPeer(Socket socket) {
        this.socket = socket;
    }

    /** Reads the client's opening handshake up to its empty line; the same text again when it was read before. */
    public String request() throws IOException {
        if (request == null) {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) read());
            }
            request = head.toString();
        }
        return request;
    }

    /** The value of a header of the request, empty when it has none of this name. */
    public String header(String name) throws IOException {
        return request()
                .lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElse("");
    }

    /** The Sec-WebSocket-Accept that belongs to the request. */
    public String acceptValue() throws IOException {
        try {
            byte[] proof = (header("Sec-WebSocket-Key") + GUID).getBytes(StandardCharsets.ISO_8859_1);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(proof));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the request and answers it as RFC 6455 wants, with these header lines added. */
    public void accept(String... headerLines) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n")
                .append("Upgrade: websocket\r\nConnection: Upgrade\r\n")
                .append("Sec-WebSocket-Accept: ")
                .append(acceptValue())
                .append("\r\n");
        for (String line : headerLines) {
            head.append(line).append("\r\n");
        }
        send(head.append("\r\n").toString());
    }

    /** Reads the request and answers with these lines and an empty one. */
    public void answer(String... lines) throws IOException {
        request();
        send(String.join("\r\n", lines) + "\r\n\r\n");
    }

    /** Sends the characters as single bytes. */
    public void send(String latin1) throws IOException {
        send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends these bytes, given as numbers so that 0x88 needs no cast. */
    public void send(int... bytes) throws IOException {
        byte[] raw = new byte[bytes.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) bytes[i];
        }
        send(raw);
    }

    /** Sends these bytes. */
    public void send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** Sends an unmasked frame with any first byte. */
    public void frame(int firstByte, byte[] payload) throws IOException {
        send(RawFrame.encode(firstByte, payload));
    }

    /** Sends a final text frame. */
    public void text(String text) throws IOException {
        frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a close frame with any code, allowed or not. */
    public void close(int code, String reason) throws IOException {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[2 + text.length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        frame(0x88, payload);
    }

    /** Takes this as the client's opening handshake, which somebody else has read. */
    public void resume(String read) {
        request = read;
    }

    /** What the client sends, byte by byte. */
    public InputStream input() throws IOException {
        return socket.getInputStream();
    }

    /** Reads the next frame of the client. */
    public RawFrame readFrame() throws IOException {
        return RawFrame.read(new DataInputStream(socket.getInputStream()));
    }

    /** Reads frames up to the client's close frame, and returns that. */
    public RawFrame readClose() throws IOException {
        RawFrame frame = readFrame();
        while (frame.opcode() != 0x8) {
            frame = readFrame();
        }
        return frame;
    }

    /** Sends messages back, answers pings and, at the end, the client's close frame. */
    public void echoToEnd() throws IOException {
        for (RawFrame frame = readFrame(); frame.opcode() != 0x8; frame = readFrame()) {
            if (frame.opcode() == 0x9) {
                frame(0x8A, frame.payload());
            } else if (frame.opcode() != 0xA) {
                frame(frame.firstByte(), frame.payload());
            }
        }
        close(1000, "");
        fin();
    }

    /** Reads and forgets everything up to the client's FIN; fails with the client's reset. */
    public void readToEnd() throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** Sends the bytes one at a time with this pause between them; returns when all are sent. */
    public void trickle(byte[] bytes, Duration pause) throws IOException {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        CompletableFuture<Void> done = new CompletableFuture<>();
        int[] next = {0};
        clock.scheduleAtFixedRate(
                () -> {
                    try {
                        if (next[0] == bytes.length) {
                            done.complete(null);
                        } else {
                            send(new byte[] {bytes[next[0]++]});
                        }
                    } catch (IOException e) {
                        done.completeExceptionally(e);
                    }
                },
                0,
                pause.toNanos(),
                TimeUnit.NANOSECONDS);
        try {
            done.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        } finally {
            clock.shutdownNow();
        }
    }

    /** Speaks TLS over this connection from now on; the end of TLS is not the end of TCP then. */
    public ScriptedPeer secured(SSLContext tls) throws IOException {
        SSLSocket layer = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), false);
        layer.setUseClientMode(false);
        return new ScriptedPeer(layer);
    }

    /** Ends the server's side in order (FIN, after close_notify under TLS); reading goes on. */
    public void fin() throws IOException {
        socket.shutdownOutput();
    }

    /** Resets the connection (RST). */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            failed(e);
        }
    }

    /** Closes the socket; the kernel answers with a reset whatever the client sends from now on. */
    public void hangUp() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What ended the script early on this connection, null if nothing did. */
    public IOException failure() {
        return failure;
    }

    void failed(IOException e) {
        failure = e;
    }

    private int read() throws IOException {
        int next = socket.getInputStream().read();
        if (next < 0) {
            throw new EOFException("the client closed within its opening handshake");
        }
        return next;
    }
}
