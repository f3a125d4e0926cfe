package dev.wsload.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The floor of this JDK: one {@code Selector} loop that counts the bytes which come back and checks nothing else. No
 * engine on the JDK's channels can do much better in a JVM that has just started.
 */
final class SelectorEngine {
    private static final int ECHO_BYTES = 2 + Job.PAYLOAD.length();

    private final Job job;
    private final Selector selector = Selector.open();
    private final ByteBuffer input = ByteBuffer.allocateDirect(64 * 1024);
    private final ByteBuffer request = direct(("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    private final ByteBuffer message = direct(frame(1, Job.PAYLOAD.getBytes(StandardCharsets.US_ASCII)));
    private final ByteBuffer close = direct(frame(8, new byte[] {0x03, (byte) 0xE8}));
    private final List<Client> clients = new ArrayList<>();
    private int connecting;
    private int done;

    private SelectorEngine(Job job) throws IOException {
        this.job = job;
    }

    private enum Phase {
        CONNECTING,
        UPGRADING,
        ECHOING,
        CLOSING
    }

    private static final class Client {
        private final SocketChannel channel;
        private Phase phase = Phase.CONNECTING;
        private int left;
        private int owed;

        Client(SocketChannel channel) {
            this.channel = channel;
        }
    }

    public static void main(String[] arguments) throws IOException {
        new SelectorEngine(Job.ofThisProcess()).run();
    }

    private void run() throws IOException {
        long before = job.weigh();
        while (done < job.clients()) {
            while (clients.size() < job.clients() && connecting < Job.ON_THEIR_WAY) {
                connect();
            }
            selector.select(this::ready);
        }
        job.printWeight(before, job.weigh());
        all(client -> {
            client.left = job.messages();
            echo(client);
        });
        all(client -> {
            client.phase = Phase.CLOSING;
            client.channel.write(close.clear());
        });
    }

    private interface Step {
        void take(Client client) throws IOException;
    }

    private void all(Step step) throws IOException {
        done = 0;
        for (Client client : clients) {
            step.take(client);
        }
        while (done < job.clients()) {
            selector.select(this::ready);
        }
    }

    private void connect() throws IOException {
        List<String> sources = job.sourceAddresses();
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(sources.get(clients.size() % sources.size()), 0));
        channel.connect(new InetSocketAddress("127.0.0.1", job.uri().getPort()));
        Client client = new Client(channel);
        channel.register(selector, SelectionKey.OP_CONNECT, client);
        clients.add(client);
        connecting++;
    }

    private void ready(SelectionKey key) {
        try {
            Client client = (Client) key.attachment();
            if (client.phase == Phase.CONNECTING) {
                upgrade(client, key);
            } else {
                received(client, client.channel.read(input.clear()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void upgrade(Client client, SelectionKey key) throws IOException {
        client.channel.finishConnect();
        connecting--;
        client.phase = Phase.UPGRADING;
        key.interestOps(SelectionKey.OP_READ);
        client.channel.write(request.clear());
    }

    private void received(Client client, int bytes) throws IOException {
        if (client.phase == Phase.UPGRADING) {
            client.phase = Phase.ECHOING;
            done++;
        } else if (client.phase == Phase.ECHOING) {
            client.owed -= bytes;
            if (client.owed == 0 && --client.left > 0) {
                echo(client);
            } else if (client.owed == 0) {
                done++;
            }
        } else if (bytes < 0) {
            client.channel.close();
            done++;
        }
    }

    private void echo(Client client) throws IOException {
        client.owed = ECHO_BYTES;
        client.channel.write(message.clear());
    }

    /** A masked frame of at most 125 bytes; the masking key is 0. */
    private static byte[] frame(int opcode, byte[] payload) {
        return ByteBuffer.allocate(6 + payload.length)
                .put((byte) (0x80 | opcode))
                .put((byte) (0x80 | payload.length))
                .putInt(0)
                .put(payload)
                .array();
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes);
    }
}
