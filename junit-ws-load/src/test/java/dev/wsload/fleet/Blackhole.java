package dev.wsload.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A port at which TCP connects hang: its accept queue is full, and Linux drops what comes then (tcp(7),
 * tcp_abort_on_overflow).
 */
final class Blackhole implements AutoCloseable {
    private static final String SYN_SENT = "02";

    private final ServerSocket listener;
    private final List<Socket> queued = new ArrayList<>();

    Blackhole() {
        try {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            while (connects()) {
                continue;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean connects() throws IOException {
        Socket socket = new Socket();
        queued.add(socket);
        try {
            socket.connect(listener.getLocalSocketAddress(), 200);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    URI uri() {
        return URI.create("ws://localhost:" + listener.getLocalPort() + "/");
    }

    /** Connects of clients that hang now, as the kernel lists them: some twice, when its table changes meanwhile. */
    long hanging() {
        String port = ":%04X".formatted(listener.getLocalPort());
        try {
            return Files.readAllLines(Path.of("/proc/net/tcp")).stream()
                    .map(line -> line.trim().split("\\s+"))
                    .filter(columns -> columns[2].endsWith(port) && columns[3].equals(SYN_SENT))
                    .map(columns -> columns[1])
                    .distinct()
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (Socket socket : queued) {
                socket.close();
            }
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
