package dev.wsload.fleet;

import dev.wsload.client.Within;
import dev.wsload.client.WsMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Waits until every one of some clients has received a message of a kind; takes those that come before it, too. */
final class MessageWait {
    private final Predicate<WsMessage> wanted;
    private final long deadline;

    MessageWait(Predicate<WsMessage> wanted, Within within) {
        this.wanted = wanted;
        deadline = System.nanoTime() + within.duration().toNanos();
    }

    /** Returns the clients that have not received one in time. */
    List<Integer> missing(Map<Integer, Inbox> inboxes) {
        List<Integer> missing = new ArrayList<>();
        inboxes.forEach((client, inbox) -> {
            if (!found(inbox)) {
                missing.add(client);
            }
        });
        return missing;
    }

    /** Messages that are there already are looked through even when the time is over. */
    private boolean found(Inbox inbox) {
        try {
            Inbox.Taken taken = take(inbox);
            while (taken.message() != null && !wanted.test(taken.message()) || taken.dropped() > 0) {
                taken = take(inbox);
            }
            return taken.message() != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while messages were awaited", e);
        }
    }

    private Inbox.Taken take(Inbox inbox) throws InterruptedException {
        long left = Math.max(1, deadline - System.nanoTime());
        return inbox.take(new Within(Duration.ofNanos(left)));
    }
}
