package dev.wsload.agent.runtime;

import java.util.Arrays;

/**
 * The last accesses to one field, element or collection, and the locks that all its writes have in common. Guarded by its own lock.
 *
 * <p>Who reads is known of one thread, or of each slot where several read without an order (FastTrack).
 */
final class Variable extends SpinLock {
    private static final int ENOUGH = 20;

    private Access write;
    private Access read;
    private Access[] reads;

    private ThreadState first;
    private boolean isShared;
    private int[] guard;
    private boolean isGuardOfShared;
    private Access unguardedRead;
    private boolean isSuspected;
    private int oddReads;
    private int chances;
    private int races;
    private volatile String holder;

    /** Notes the field that the collection is got from; the first one counts. */
    void heldBy(String field) {
        if (holder == null) {
            holder = field;
        }
    }

    /** Returns that field; null if it is none of a collection, or not known. */
    String holder() {
        return holder;
    }

    /** Returns the earlier access that nothing orders before this one, or null. */
    Access racingWith(ThreadState thread, boolean isWrite) {
        Access racing = unordered(thread, isWrite);
        races += racing == null ? 0 : 1;
        return racing;
    }

    private Access unordered(ThreadState thread, boolean isWrite) {
        if (isUnordered(write, thread)) {
            return write;
        }
        if (!isWrite) {
            return null;
        }
        if (isUnordered(read, thread)) {
            return read;
        }
        if (reads != null) {
            for (Access one : reads) {
                if (isUnordered(one, thread)) {
                    return one;
                }
            }
        }
        return null;
    }

    private static boolean isUnordered(Access access, ThreadState thread) {
        return access != null
                && VectorClock.slotOf(access.epoch()) != thread.slot
                && !thread.order.covers(access.epoch());
    }

    /**
     * Says whether nothing new can come of it: the thread has done the same since it synchronized last, or has written what it reads, or
     * the variable is known to be raced for at many places.
     */
    boolean isKnown(ThreadState thread, boolean isWrite) {
        if (races > ENOUGH) {
            return true;
        }
        long epoch = thread.epoch();
        boolean hasWritten = write != null && write.epoch() == epoch;
        if (isWrite) {
            return hasWritten && read == null && reads == null;
        }
        return hasWritten
                || read != null && read.epoch() == epoch
                || reads != null
                        && thread.slot < reads.length
                        && reads[thread.slot] != null
                        && reads[thread.slot].epoch() == epoch;
    }

    void note(Access access) {
        if (access.isWrite()) {
            write = access;
            read = null;
            reads = null;
        } else {
            noteRead(access);
        }
    }

    private void noteRead(Access access) {
        if (reads == null && (read == null || !isUnordered(read, access.thread()))) {
            read = access;
        } else {
            if (reads == null) {
                reads = new Access[0];
                keep(read);
                read = null;
            }
            keep(access);
        }
    }

    private void keep(Access access) {
        int slot = VectorClock.slotOf(access.epoch());
        if (slot >= reads.length) {
            reads = Arrays.copyOf(reads, slot + 4);
        }
        reads[slot] = access;
    }

    // ---- accesses of a kind that excludes another, and not itself

    /** Notes an access of the one kind here, like a read. */
    void join(Access access) {
        lock();
        try {
            noteRead(access);
        } finally {
            unlock();
        }
    }

    /** Returns an access of the other kind, noted here, that nothing orders before this one, or null. */
    Access excluding(ThreadState thread) {
        lock();
        try {
            return racingWith(thread, true);
        } finally {
            unlock();
        }
    }

    // ---- which threads, and lock discipline

    /** What the first thread has read before it shared the variable needed no lock. */
    void seenBy(ThreadState thread) {
        if (first == null) {
            first = thread;
        } else if (first != thread && !isShared) {
            isShared = true;
            unguardedRead = null;
        }
    }

    boolean isShared() {
        return isShared;
    }

    /** Says whether no other thread has been here. */
    boolean isOnlyOf(ThreadState thread) {
        lock();
        try {
            return !isShared && (first == null || first == thread);
        } finally {
            unlock();
        }
    }

    /**
     * Returns the earlier access that only chance has ordered with this one: all writes hold a lock that the read does not hold. Null
     * if there is none, or it was said before.
     */
    Access onlyByChanceBefore(ThreadState thread, boolean isWrite, Access now) {
        if (isSuspected) {
            return null;
        }
        Access other;
        if (isWrite) {
            narrowGuard(thread);
            other = isGuarded() ? unguardedRead : null;
        } else if (!isGuarded() || thread.held.hasOneOf(guard)) {
            other = null;
            rememberUnguarded(thread, now);
        } else {
            other = write;
            rememberUnguarded(thread, now);
        }
        if (other == null || other.thread() == thread || thread.design.covers(other.epoch())) {
            return null;
        }
        isSuspected = true;
        return other;
    }

    private void rememberUnguarded(ThreadState thread, Access now) {
        if (thread.held.isEmpty()) {
            unguardedRead = now;
        }
    }

    /** Begins anew once the variable is shared: what gave it its first value needed no lock (Savage et al.: Eraser, SOSP 1997). */
    private void narrowGuard(ThreadState thread) {
        if (!isGuardOfShared) {
            guard = thread.held.identities();
            isGuardOfShared = isShared;
            return;
        }
        int kept = 0;
        for (int lock : guard) {
            if (thread.held.has(lock)) {
                guard[kept++] = lock;
            }
        }
        guard = Arrays.copyOf(guard, kept);
    }

    private boolean isGuarded() {
        return guard != null && guard.length > 0;
    }

    // ---- traps

    /**
     * Says whether it is worth a wait to see who else comes: a read without the lock that writes hold, a few times after each write, and
     * now and then any access of a variable that several threads use.
     */
    boolean isWorthATrap(ThreadState thread, boolean isWrite) {
        if (isWrite) {
            oddReads = 0;
        }
        if (!isShared) {
            return false;
        }
        if (races > ENOUGH) {
            return false;
        }
        boolean isOdd = !isWrite && isGuarded() && oddReads < 12 && thread.held.isEmpty();
        if (isOdd) {
            oddReads++;
        }
        return isOdd || chances++ % 3 == 0 && thread.oneOf(4) == 0;
    }
}
