package dev.wsload.undertow;

import io.undertow.websockets.jsr.UndertowSession;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/**
 * The tasks in which Undertow gives messages to Jakarta endpoints: those of its frame handler that have captured a message handler.
 * There is no public way to tell them from others, or whose they are.
 */
final class JakartaMessages {
    private final Class<?> frameHandler =
            UndertowInternals.access(() -> Class.forName("io.undertow.websockets.jsr.FrameHandler"));
    private final Class<?> messageHandler =
            UndertowInternals.access(() -> Class.forName("io.undertow.websockets.jsr.FrameHandler$HandlerWrapper"));
    private final Field session = UndertowInternals.open(() -> frameHandler.getDeclaredField("session"));
    private final Method invokeOnError =
            UndertowInternals.open(() -> frameHandler.getDeclaredMethod("invokeOnError", Throwable.class));

    /** Lets the faults of the connection run in the handler; returns whether the endpoint shall get the message. */
    boolean mayPass(Object task) {
        Optional<Object> handler = task == null ? Optional.empty() : handlerOf(task);
        Optional<StruckPeer> peer = handler.flatMap(this::peer);
        if (peer.isEmpty()) {
            return true;
        }
        try {
            peer.get().beforeMessage();
            return true;
        } catch (RuntimeException thrown) {
            onError(handler.get(), thrown);
            return false;
        }
    }

    private Optional<Object> handlerOf(Object task) {
        return captured(task, messageHandler).flatMap(any -> captured(task, frameHandler));
    }

    private static Optional<Object> captured(Object task, Class<?> type) {
        return Arrays.stream(task.getClass().getDeclaredFields())
                .filter(field -> field.getType() == type)
                .findFirst()
                .map(field -> UndertowInternals.open(() -> field))
                .map(field -> UndertowInternals.access(() -> field.get(task)));
    }

    private Optional<StruckPeer> peer(Object handler) {
        UndertowSession ofHandler = (UndertowSession) UndertowInternals.access(() -> session.get(handler));
        return StruckPeer.of(ofHandler.getWebSocketChannel());
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
