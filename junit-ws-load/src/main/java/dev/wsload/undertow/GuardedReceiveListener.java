package dev.wsload.undertow;

import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.StreamSourceFrameChannel;
import io.undertow.websockets.core.WebSocketChannel;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * A receive listener that notes what another one throws, and throws it on. Messages are gathered here unless the other does
 * it itself: one that arrives in parts is completed outside of any call that could be watched.
 *
 * <p>An IOException is for the listener's own onError. It counts as an error of the code if that is not overridden, unless
 * Undertow threw it because the connection that is served has failed.
 */
final class GuardedReceiveListener extends AbstractReceiveListener {
    private final AbstractReceiveListener guarded;
    private final ReceiveListenerMethods.Overridden overridden;
    private final UncaughtErrors errors;

    GuardedReceiveListener(
            AbstractReceiveListener guarded, ReceiveListenerMethods.Overridden overridden, UncaughtErrors errors) {
        this.guarded = guarded;
        this.overridden = overridden;
        this.errors = errors;
    }

    @Override
    public void handleEvent(WebSocketChannel channel) {
        if (overridden.has("handleEvent")) {
            StruckPeer.beforeEvent(channel);
            callUnchecked("handleEvent", channel);
        } else {
            super.handleEvent(channel);
        }
    }

    @Override
    protected void onPing(WebSocketChannel channel, StreamSourceFrameChannel frame) throws IOException {
        if (!handedOver("onPing", channel, frame)) {
            super.onPing(channel, frame);
        }
    }

    @Override
    protected void onClose(WebSocketChannel channel, StreamSourceFrameChannel frame) throws IOException {
        if (!handedOver("onClose", channel, frame)) {
            super.onClose(channel, frame);
        }
    }

    @Override
    protected void onPong(WebSocketChannel channel, StreamSourceFrameChannel frame) throws IOException {
        if (!handedOver("onPong", channel, frame)) {
            super.onPong(channel, frame);
        }
    }

    @Override
    protected void onText(WebSocketChannel channel, StreamSourceFrameChannel frame) throws IOException {
        if (overridden.has("onText")) {
            StruckPeer.beforeMessage(channel);
            call("onText", channel, frame);
        } else {
            super.onText(channel, frame);
        }
    }

    @Override
    protected void onBinary(WebSocketChannel channel, StreamSourceFrameChannel frame) throws IOException {
        if (overridden.has("onBinary")) {
            StruckPeer.beforeMessage(channel);
            call("onBinary", channel, frame);
        } else {
            super.onBinary(channel, frame);
        }
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) throws IOException {
        StruckPeer.beforeMessage(channel);
        call("onFullTextMessage", channel, message);
    }

    @Override
    protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) throws IOException {
        StruckPeer.beforeMessage(channel);
        call("onFullBinaryMessage", channel, message);
    }

    @Override
    protected void onFullPingMessage(WebSocketChannel channel, BufferedBinaryMessage message) throws IOException {
        call("onFullPingMessage", channel, message);
    }

    @Override
    protected void onFullPongMessage(WebSocketChannel channel, BufferedBinaryMessage message) throws IOException {
        call("onFullPongMessage", channel, message);
    }

    @Override
    protected void onFullCloseMessage(WebSocketChannel channel, BufferedBinaryMessage message) throws IOException {
        call("onFullCloseMessage", channel, message);
    }

    @Override
    protected void onCloseMessage(CloseMessage message, WebSocketChannel channel) {
        callUnchecked("onCloseMessage", message, channel);
    }

    @Override
    protected void onError(WebSocketChannel channel, Throwable error) {
        callUnchecked("onError", channel, error);
    }

    @Override
    protected long getMaxTextBufferSize() {
        return (long) callUnchecked("getMaxTextBufferSize");
    }

    @Override
    protected long getMaxBinaryBufferSize() {
        return (long) callUnchecked("getMaxBinaryBufferSize");
    }

    @Override
    protected long getMaxPingBufferSize() {
        return (long) callUnchecked("getMaxPingBufferSize");
    }

    @Override
    protected long getMaxPongBufferSize() {
        return (long) callUnchecked("getMaxPongBufferSize");
    }

    @Override
    protected long getMaxCloseBufferSize() {
        return (long) callUnchecked("getMaxCloseBufferSize");
    }

    private boolean handedOver(String method, WebSocketChannel channel, StreamSourceFrameChannel frame)
            throws IOException {
        boolean handedOver = overridden.has(method);
        if (handedOver) {
            call(method, channel, frame);
        }
        return handedOver;
    }

    private Object callUnchecked(String method, Object... arguments) {
        try {
            return call(method, arguments);
        } catch (IOException e) {
            throw new AssertionError(method + " declares no IOException", e);
        }
    }

    private Object call(String method, Object... arguments) throws IOException {
        try {
            return overridden.invoke(guarded, method, arguments);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            if (!isForOnError(thrown, arguments)) {
                errors.add(thrown);
            }
            throw rethrown(thrown);
        }
    }

    private boolean isForOnError(Throwable thrown, Object... arguments) {
        boolean ofServed = Arrays.stream(arguments)
                .filter(WebSocketChannel.class::isInstance)
                .map(WebSocketChannel.class::cast)
                .anyMatch(served -> ConnectionFailures.isOne(thrown, served));
        return ofServed || (thrown instanceof IOException && overridden.has("onError"));
    }

    private static IOException rethrown(Throwable thrown) {
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return (IOException) thrown;
    }
}
