package dev.wsload.undertow;

import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.StreamSourceFrameChannel;
import io.undertow.websockets.core.WebSocketChannel;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/**
 * A receive listener that notes what another one throws, and throws it on. Messages are gathered here unless the other does
 * it itself: one that arrives in parts is completed outside of any call that could be watched.
 *
 * <p>An IOException means that the connection failed, and is for the listener's own onError: it counts as an error of the
 * code if the connection is fine and onError is not overridden.
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
            callUnchecked(channel, "handleEvent", channel);
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
        if (!handedOver("onText", channel, frame)) {
            super.onText(channel, frame);
        }
    }

    @Override
    protected void onBinary(WebSocketChannel channel, StreamSourceFrameChannel frame) throws IOException {
        if (!handedOver("onBinary", channel, frame)) {
            super.onBinary(channel, frame);
        }
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) throws IOException {
        call(channel, "onFullTextMessage", channel, message);
    }

    @Override
    protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) throws IOException {
        call(channel, "onFullBinaryMessage", channel, message);
    }

    @Override
    protected void onFullPingMessage(WebSocketChannel channel, BufferedBinaryMessage message) throws IOException {
        call(channel, "onFullPingMessage", channel, message);
    }

    @Override
    protected void onFullPongMessage(WebSocketChannel channel, BufferedBinaryMessage message) throws IOException {
        call(channel, "onFullPongMessage", channel, message);
    }

    @Override
    protected void onFullCloseMessage(WebSocketChannel channel, BufferedBinaryMessage message) throws IOException {
        call(channel, "onFullCloseMessage", channel, message);
    }

    @Override
    protected void onCloseMessage(CloseMessage message, WebSocketChannel channel) {
        callUnchecked(channel, "onCloseMessage", message, channel);
    }

    @Override
    protected void onError(WebSocketChannel channel, Throwable error) {
        callUnchecked(channel, "onError", channel, error);
    }

    @Override
    protected long getMaxTextBufferSize() {
        return (long) callUnchecked(null, "getMaxTextBufferSize");
    }

    @Override
    protected long getMaxBinaryBufferSize() {
        return (long) callUnchecked(null, "getMaxBinaryBufferSize");
    }

    @Override
    protected long getMaxPingBufferSize() {
        return (long) callUnchecked(null, "getMaxPingBufferSize");
    }

    @Override
    protected long getMaxPongBufferSize() {
        return (long) callUnchecked(null, "getMaxPongBufferSize");
    }

    @Override
    protected long getMaxCloseBufferSize() {
        return (long) callUnchecked(null, "getMaxCloseBufferSize");
    }

    private boolean handedOver(String method, WebSocketChannel channel, StreamSourceFrameChannel frame)
            throws IOException {
        boolean handedOver = overridden.has(method);
        if (handedOver) {
            call(channel, method, channel, frame);
        }
        return handedOver;
    }

    private Object callUnchecked(WebSocketChannel channel, String method, Object... arguments) {
        try {
            return call(channel, method, arguments);
        } catch (IOException e) {
            throw new AssertionError(method + " declares no IOException", e);
        }
    }

    private Object call(WebSocketChannel channel, String method, Object... arguments) throws IOException {
        try {
            return overridden.invoke(guarded, method, arguments);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            if (!(thrown instanceof IOException) || (channel.isOpen() && !overridden.has("onError"))) {
                errors.add(thrown);
            }
            throw rethrown(thrown);
        }
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
