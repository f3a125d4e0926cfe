package dev.wsload.undertow;

import io.undertow.Version;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.HttpUpgradeListener;
import io.undertow.server.protocol.framed.AbstractFramedChannel;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.websockets.core.WebSocketChannel;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.xnio.ChannelListener;
import org.xnio.StreamConnection;

/**
 * The private places of Undertow 2.3 that lead from an exchange to the WebSocket it becomes. There is no public way, and
 * what a receive listener throws is logged by XNIO without telling anyone else.
 */
final class UndertowInternals {
    private final Field upgradeListener = open(() -> HttpServerConnection.class.getDeclaredField("upgradeListener"));
    private final Field channelOfReadListener =
            open(() -> Class.forName(AbstractFramedChannel.class.getName() + "$FrameReadListener")
                    .getDeclaredField("this$0"));

    /** Replaces who will be given the connection when the exchange is over, if it is an upgrade. */
    void replaceUpgradeListener(HttpServerExchange exchange, UnaryOperator<HttpUpgradeListener> replacement) {
        if (exchange.isUpgrade() && exchange.getConnection() instanceof HttpServerConnection connection) {
            HttpUpgradeListener listener = (HttpUpgradeListener) access(() -> upgradeListener.get(connection));
            access(() -> {
                upgradeListener.set(connection, replacement.apply(listener));
                return listener;
            });
        }
    }

    /** Returns the WebSocket that an upgrade has put onto the connection, if it has. */
    Optional<WebSocketChannel> webSocket(StreamConnection connection) {
        ChannelListener<?> listener = connection.getSourceChannel().getReadListener();
        return channelOfReadListener.getDeclaringClass().isInstance(listener)
                        && access(() -> channelOfReadListener.get(listener)) instanceof WebSocketChannel channel
                ? Optional.of(channel)
                : Optional.empty();
    }

    static <T extends AccessibleObject> T open(Reflection<T> member) {
        T found = access(member);
        found.setAccessible(true);
        return found;
    }

    static <T> T access(Reflection<T> access) {
        try {
            return access.get();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Undertow " + Version.getVersionString() + " on the class path is not built like 2.3.24.Final, "
                            + "so errors of hosted code would go unseen: use 2.3.24.Final",
                    e);
        }
    }

    /** An access that the compiler cannot check. */
    @FunctionalInterface
    interface Reflection<T> {
        T get() throws ReflectiveOperationException;
    }
}
