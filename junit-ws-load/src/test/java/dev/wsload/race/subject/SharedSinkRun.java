package dev.wsload.race.subject;

import dev.wsload.agent.RaceDetector;
import dev.wsload.result.RaceFinding.Kind;
import dev.wsload.testkit.RawClient;
import dev.wsload.testkit.UndertowServer;
import io.undertow.websockets.core.StreamSinkFrameChannel;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSocketFrameType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Two threads write one message of Undertow's own to the same sink, under watch, without a lock and with one; in a JVM of its own. */
public final class SharedSinkRun {
    private static final int WRITES = 1_000;
    private static final int PART_BYTES = 8;
    private static final Object LOCK = new Object();

    private SharedSinkRun() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("UNLOCKED: " + overlaps(false));
        System.out.println("LOCKED: " + overlaps(true));
        System.exit(0);
    }

    private static String overlaps(boolean isLocked) throws Exception {
        RaceDetector detector = RaceDetector.begin(List.of(SharedSinkRun.class.getPackageName()), "a sink");
        BlockingQueue<WebSocketChannel> channels = new LinkedBlockingQueue<>();
        try (UndertowServer server = UndertowServer.start((exchange, channel) -> channels.add(channel));
                RawClient client = RawClient.connect(server.uri())) {
            client.readOn();
            writeTogether(channels.take(), isLocked);
        }
        return detector.end().findings().stream()
                .filter(finding -> finding.kind() == Kind.OVERLAP)
                .map(finding -> finding.now().what() + " by "
                        + finding.earlier().thread() + " and " + finding.now().thread())
                .findFirst()
                .orElse("none");
    }

    private static void writeTogether(WebSocketChannel channel, boolean isLocked) throws Exception {
        StreamSinkFrameChannel sink = channel.send(WebSocketFrameType.BINARY);
        Thread one = new Thread(() -> write(sink, isLocked), "one");
        Thread another = new Thread(() -> write(sink, isLocked), "another");
        one.start();
        another.start();
        one.join();
        another.join();
    }

    private static void write(StreamSinkFrameChannel sink, boolean isLocked) {
        for (int i = 0; i < WRITES; i++) {
            if (isLocked) {
                synchronized (LOCK) {
                    writePart(sink);
                }
            } else {
                writePart(sink);
            }
        }
    }

    /** Two at a time break the sink's own buffer. */
    private static void writePart(StreamSinkFrameChannel sink) {
        try {
            sink.write(ByteBuffer.allocate(PART_BYTES));
            sink.flush();
        } catch (IOException | RuntimeException broken) {
            // the next write meets the other thread all the same
        }
    }
}
