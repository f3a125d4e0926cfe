package dev.wsload.fleet;

import java.util.List;
import java.util.function.Consumer;

/** Lets the senders of one shard send when their turn is due; late turns are made up for at once. */
final class Pacer {
    private final EventLoop loop;
    private final Run run;
    private final List<Station> senders;
    private final Consumer<Station> pump;
    private final Timer turn = new Timer(this::takeTurns);
    private int round;
    private int next;
    private boolean stopped;

    Pacer(EventLoop loop, Run run, List<Station> senders, Consumer<Station> pump) {
        this.loop = loop;
        this.run = run;
        this.senders = senders;
        this.pump = pump;
    }

    void start() {
        if (!senders.isEmpty()) {
            takeTurns();
        }
    }

    void stop() {
        stopped = true;
        loop.cancel(turn);
    }

    private void takeTurns() {
        long now = System.nanoTime();
        long due = due();
        while (due - now <= 0 && !isOver()) {
            pump.accept(senders.get(next));
            if (++next == senders.size()) {
                next = 0;
                round++;
            }
            due = due();
        }
        if (!isOver() && !stopped) {
            loop.armAt(turn, due);
        }
    }

    private long due() {
        return run.due(senders.get(next).position, round);
    }

    private boolean isOver() {
        return round >= run.quota(0);
    }
}
