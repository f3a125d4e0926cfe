package dev.wsload.race.jqwik;

import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A chat room that is right but for the list of clients it is given; two I/O threads or more use that at the same time. */
final class Chat<M> extends AbstractReceiveListener implements WebSocketConnectionCallback {
    private static final int SWEEP_MILLIS = 100;

    private final Walked<M> list;
    private final int sweeps;
    private final Map<M, WebSocketChannel> channels = new ConcurrentHashMap<>();
    private final AtomicInteger joined = new AtomicInteger();
    private final AtomicBoolean isSweepDue = new AtomicBoolean();

    private Chat(Walked<M> list, int sweeps) {
        this.list = list;
        this.sweeps = sweeps;
    }

    /** Takes whoever has gone off the list at once. */
    static <M> Chat<M> removing(Walked<M> list) {
        return new Chat<>(list, 0);
    }

    /** Marks whoever has gone, and a moment later sweeps out all who are marked by then. */
    static <M> Chat<M> sweeping(Walked<M> list) {
        return new Chat<>(list, 1);
    }

    /** Sweeps again and again, whether somebody has gone meanwhile or not. */
    static <M> Chat<M> sweepingAgain(Walked<M> list) {
        return new Chat<>(list, 8);
    }

    int size() {
        return list.length();
    }

    @Override
    public void onConnect(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        M member = list.add(joined.getAndIncrement());
        channels.put(member, channel);
        channel.addCloseTask(gone -> leave(member, gone));
        channel.getReceiveSetter().set(this);
        channel.resumeReceives();
    }

    private void leave(M member, WebSocketChannel gone) {
        channels.remove(member);
        if (sweeps == 0) {
            list.remove(member);
            return;
        }
        list.deactivate(member);
        if (!isSweepDue.getAndSet(true)) {
            for (int sweep = 1; sweep <= sweeps; sweep++) {
                gone.getIoThread().executeAfter(this::sweep, sweep * SWEEP_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void sweep() {
        isSweepDue.set(false);
        list.removeInactive();
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
        String text = message.getData();
        list.each(member -> send(text, channels.get(member)));
    }

    private static void send(String text, WebSocketChannel to) {
        if (to != null) {
            WebSockets.sendText(text, to, null);
        }
    }
}
