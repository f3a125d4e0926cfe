package dev.wsload.undertow;

import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.jsr.UndertowSession;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.xnio.Pooled;

/**
 * The tasks in which Undertow gives messages to Jakarta endpoints: those of its frame handler that have captured a message handler.
 * There is no public way to tell them from others, or whose they are.
 */
@SuppressWarnings("deprecation") // Pooled is, but Undertow's tasks capture it
final class JakartaMessages {
    private final Class<?> frameHandler =
            UndertowInternals.access(() -> Class.forName("io.undertow.websockets.jsr.FrameHandler"));
    private final Captured messageHandlers = new Captured(
            UndertowInternals.access(() -> Class.forName("io.undertow.websockets.jsr.FrameHandler$HandlerWrapper")));
    private final Captured frameHandlers = new Captured(frameHandler);
    private final Captured buffers = new Captured(Pooled.class);
    private final Field session = UndertowInternals.open(() -> frameHandler.getDeclaredField("session"));
    private final Method invokeOnError =
            UndertowInternals.open(() -> frameHandler.getDeclaredMethod("invokeOnError", Throwable.class));

    /** Lets the faults of the connection run in the handler; returns whether the endpoint shall get the message. */
    boolean mayPass(Object task) {
        Optional<Object> handler = messageHandlers.in(task).flatMap(any -> frameHandlers.in(task));
        if (handler.isEmpty()) {
            return true;
        }
        try {
            StruckPeer.beforeMessage(channel(handler.get()));
            return true;
        } catch (RuntimeException thrown) {
            buffers.in(task).ifPresent(buffer -> ((Pooled<?>) buffer).close());
            onError(handler.get(), thrown);
            return false;
        }
    }

    private WebSocketChannel channel(Object handler) {
        return ((UndertowSession) UndertowInternals.access(() -> session.get(handler))).getWebSocketChannel();
    }

    /** As Undertow does itself with what a message handler throws. */
    private void onError(Object handler, RuntimeException thrown) {
        UndertowInternals.access(() -> {
            try {
                return invokeOnError.invoke(handler, thrown);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(e.getCause());
            }
        });
    }
}
