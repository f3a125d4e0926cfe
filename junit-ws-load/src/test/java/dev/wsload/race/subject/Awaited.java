package dev.wsload.race.subject;

import jakarta.websocket.Session;
import java.util.concurrent.Semaphore;

/**
 * Sends a message once the container has said that the one before it is sent. Of one that is under way while its session ends, Tomcat
 * may never say it: whoever leaves lets go on all that wait.
 */
final class Awaited implements Peer {
    private static final int ALL = 1_000;

    private final Semaphore turn = new Semaphore(1);
    private final Session session;
    private volatile boolean hasLeft;

    Awaited(Session session) {
        this.session = session;
    }

    @Override
    public void send(String text) {
        turn.acquireUninterruptibly();
        if (hasLeft) {
            return;
        }
        try {
            session.getAsyncRemote().sendText(text, sent -> turn.release());
        } catch (IllegalStateException gone) {
            turn.release();
        }
    }

    @Override
    public void leave() {
        hasLeft = true;
        turn.release(ALL);
    }
}
