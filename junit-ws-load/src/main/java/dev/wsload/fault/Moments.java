package dev.wsload.fault;

import dev.wsload.fault.When.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The moments of one connection on one of its sides, and what strikes at them, in the order in which it was given. For the
 * library's own rooms. Not thread-safe: it belongs to the event loop of the connection.
 *
 * @since 0.1
 */
public final class Moments {
    /** Something that strikes at a moment, once. */
    public interface Striking {
        /** Returns its moment. */
        When when();

        /** Strikes, unless it has. */
        void begin();
    }

    private final List<? extends Striking> all;
    private final BiConsumer<Duration, Runnable> timer;
    private final List<Runnable> onceOpen = new ArrayList<>();
    private boolean hasOpened;
    private boolean hasBegun;
    private int sent;
    private int received;

    /**
     * Begins before the connection does.
     *
     * @param all what strikes
     * @param timer runs something after a time
     */
    public Moments(List<? extends Striking> all, BiConsumer<Duration, Runnable> timer) {
        this.all = all;
        this.timer = timer;
    }

    /** It is about to connect. */
    public void connecting() {
        strike(Phase.CONNECT);
    }

    /** Its opening handshake is about to begin. */
    public void shakingHands() {
        strike(Phase.HANDSHAKE);
    }

    /**
     * It has opened.
     *
     * @param held whether what strikes open connections waits for {@link #arrived}
     */
    public void opened(boolean held) {
        hasOpened = true;
        onceOpen.forEach(Runnable::run);
        if (!held) {
            begin();
        }
    }

    /** The whole fleet has connected, or what was held need wait no longer. */
    public void arrived() {
        if (!hasOpened) {
            return;
        }
        if (!hasBegun) {
            sent = 0;
            received = 0;
            begin();
        }
        for (Striking one : all) {
            if (one.when().phase() == Phase.TOGETHER) {
                strikeAfter(one.when().time(), one);
            }
        }
    }

    private void begin() {
        hasBegun = true;
        for (Striking one : all) {
            if (one.when().phase() == Phase.TIME) {
                strikeAfter(one.when().time(), one);
            }
        }
        strike(Phase.OPEN);
        strikeAfterMessages();
    }

    private void strikeAfter(Duration time, Striking one) {
        if (time.isZero()) {
            one.begin();
        } else {
            timer.accept(time, one::begin);
        }
    }

    private void strike(Phase phase) {
        for (Striking one : all) {
            if (one.when().phase() == phase) {
                one.begin();
            }
        }
    }

    /** This side has sent a message. */
    public void sent() {
        sent++;
        strikeAfterMessages();
    }

    /** This side has received a message. */
    public void received() {
        received++;
        strikeAfterMessages();
    }

    private void strikeAfterMessages() {
        int most = Math.max(sent, received);
        for (Striking one : all) {
            if (hasBegun && one.when().phase() == Phase.MESSAGES && one.when().count() <= most) {
                one.begin();
            }
        }
    }

    /** Runs something once the connection has opened; at once, if it has. */
    public void whenOpen(Runnable action) {
        if (hasOpened) {
            action.run();
        } else {
            onceOpen.add(action);
        }
    }
}
