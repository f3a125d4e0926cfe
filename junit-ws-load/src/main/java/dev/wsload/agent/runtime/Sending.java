package dev.wsload.agent.runtime;

/** What is being sent on one connection. Guarded by its own lock. */
final class Sending extends SpinLock {
    private Access current;
    private int depth;
    private boolean isLast;
    private boolean isAsync;
    private Access unfinished;
    private ThreadState first;
    private boolean isShared;

    /**
     * Begins a message, or a part of one.
     *
     * @param mayEndEarly whether the container may say that it is sent before the call has returned, in any thread: then it is over for
     *     whoever knows of its beginning
     * @return the send of another thread that is not over, or whose message is not complete and was not handed over to this one; null if
     *     there is none
     */
    Access begin(Access now, boolean isLastPart, boolean mayEndEarly) {
        lock();
        try {
            ThreadState thread = now.thread();
            isShared |= first != null && first != thread;
            first = thread;
            if (current != null && current.thread() == thread) {
                depth++;
                return null;
            }
            if (current != null && !(isAsync && thread.order.covers(current.epoch()))) {
                return current;
            }
            Access split = unfinished;
            current = now;
            depth = 1;
            isLast = isLastPart;
            isAsync = mayEndEarly;
            return split == null || split.thread() == thread || isHandedOver(split, now) ? null : split;
        } finally {
            unlock();
        }
    }

    /** A lock that is taken around each part puts the parts in an order, and not the messages. Any other leads from one to the next. */
    private static boolean isHandedOver(Access part, Access next) {
        ThreadState thread = next.thread();
        return thread.design.covers(part.epoch()) || thread.order.covers(part.epoch()) && !part.sharesALockWith(next);
    }

    /** Ends it. After a part that has failed, no other part is to come. */
    void end(ThreadState thread, boolean hasFailed) {
        lock();
        try {
            if (current != null && current.thread() == thread && --depth == 0) {
                unfinished = isLast || hasFailed ? null : current;
                current = null;
            }
        } finally {
            unlock();
        }
    }

    /** Says whether several threads send on the connection, and this one has it now. */
    boolean isWorthAWait(ThreadState thread) {
        lock();
        try {
            return isShared && current != null && current.thread() == thread && depth == 1;
        } finally {
            unlock();
        }
    }
}
