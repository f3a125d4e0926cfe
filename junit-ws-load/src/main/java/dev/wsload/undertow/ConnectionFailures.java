package dev.wsload.undertow;

import io.undertow.websockets.core.WebSocketChannel;
import java.io.IOException;
import java.util.Arrays;

/**
 * Tells an IOException that a connection failed from one that hosted code made itself, by where it was thrown: whether the
 * connection is still open depends on when one looks.
 */
final class ConnectionFailures {
    private ConnectionFailures() {}

    /** Returns whether Undertow or XNIO threw this, or the JDK on their behalf. */
    static boolean isOne(Throwable thrown) {
        return thrown instanceof IOException
                && Arrays.stream(thrown.getStackTrace())
                        .filter(frame -> !isOfTheJdk(frame))
                        .findFirst()
                        .filter(ConnectionFailures::isOfTheServer)
                        .isPresent();
    }

    /**
     * The same of the connection that is being served; while that is alive, it is another one that has failed, and the code has
     * not dealt with it.
     */
    static boolean isOne(Throwable thrown, WebSocketChannel served) {
        return isOne(thrown) && !isAlive(served);
    }

    private static boolean isAlive(WebSocketChannel channel) {
        return channel.isOpen() && !channel.isCloseFrameSent() && !channel.isCloseFrameReceived();
    }

    private static boolean isOfTheJdk(StackTraceElement frame) {
        String module = frame.getModuleName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    private static boolean isOfTheServer(StackTraceElement frame) {
        return frame.getClassName().startsWith("io.undertow.")
                || frame.getClassName().startsWith("org.xnio.")
                || frame.getClassName().equals(StruckSink.class.getName());
    }
}
