package dev.wsload.race.subject;

import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Chats to host: they count what they have said, one of them as if it were alone. */
public final class Chats {
    private Chats() {}

    /** One whose counter is a plain field. */
    public static WebSocketConnectionCallback racy() {
        return new Racy();
    }

    /** One that counts under a lock. */
    public static WebSocketConnectionCallback right() {
        return new Right();
    }

    /** The same that asks a moderator about each text. */
    public static WebSocketConnectionCallback moderated(Supplier<Moderator> moderator) {
        return new Moderated(moderator);
    }

    /** To be mocked: the real one allows nothing. */
    public static final class Moderator {
        /** Says whether a text may be said. */
        public boolean allows(String text) {
            return false;
        }
    }

    private abstract static class Chat implements WebSocketConnectionCallback {
        private final Set<WebSocketChannel> members = ConcurrentHashMap.newKeySet();

        @Override
        public void onConnect(WebSocketHttpExchange exchange, WebSocketChannel channel) {
            members.add(channel);
            channel.addCloseTask(members::remove);
            channel.getReceiveSetter().set(new AbstractReceiveListener() {
                @Override
                protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                    count();
                    if (isSayable(message.getData())) {
                        members.forEach(member -> WebSockets.sendText(message.getData(), member, null));
                    }
                }
            });
            channel.resumeReceives();
        }

        abstract void count();

        boolean isSayable(String text) {
            return true;
        }
    }

    private static final class Racy extends Chat {
        private int said;

        @Override
        void count() {
            said++;
        }
    }

    private static final class Right extends Chat {
        private int said;

        @Override
        synchronized void count() {
            said++;
        }
    }

    private static final class Moderated extends Chat {
        private final Supplier<Moderator> moderator;
        private int said;

        Moderated(Supplier<Moderator> moderator) {
            this.moderator = moderator;
        }

        @Override
        synchronized void count() {
            said++;
        }

        @Override
        boolean isSayable(String text) {
            return moderator.get().allows(text);
        }
    }
}
