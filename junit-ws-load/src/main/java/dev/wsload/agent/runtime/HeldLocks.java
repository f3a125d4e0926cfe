package dev.wsload.agent.runtime;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The locks that one thread holds, each once. Not every way to let go of one is seen: a method reference to unlock is not. So locks of
 * the JDK are asked whether they are still held.
 */
final class HeldLocks {
    private Object[] locks = new Object[8];
    private int[] times = new int[8];
    private int count;

    void hold(Object lock) {
        int known = indexOf(lock);
        if (known >= 0) {
            times[known]++;
            return;
        }
        forgetOthers();
        if (count == locks.length) {
            locks = Arrays.copyOf(locks, count * 2);
            times = Arrays.copyOf(times, count * 2);
        }
        locks[count] = lock;
        times[count++] = 1;
    }

    void letGo(Object lock) {
        int known = indexOf(lock);
        if (known >= 0 && --times[known] == 0) {
            remove(known);
        }
    }

    private int indexOf(Object lock) {
        for (int i = count - 1; i >= 0; i--) {
            if (locks[i] == lock) {
                return i;
            }
        }
        return -1;
    }

    private void remove(int index) {
        count--;
        System.arraycopy(locks, index + 1, locks, index, count - index);
        System.arraycopy(times, index + 1, times, index, count - index);
        locks[count] = null;
    }

    private void forgetOthers() {
        for (int i = count - 1; i >= 0; i--) {
            if (isOther(locks[i])) {
                remove(i);
            }
        }
    }

    /** Says whether the lock itself knows that this thread does not hold it. */
    private static boolean isOther(Object lock) {
        if (lock instanceof ReentrantLock one) {
            return !one.isHeldByCurrentThread();
        }
        return lock instanceof ReentrantReadWriteLock both
                && !both.isWriteLockedByCurrentThread()
                && both.getReadHoldCount() == 0;
    }

    boolean isEmpty() {
        forgetOthers();
        return count == 0;
    }

    String[] names() {
        forgetOthers();
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = Names.of(locks[i]);
        }
        return names;
    }

    /** Returns the identities of the locks. Two may have the same, and then a suspicion less comes of it. */
    int[] identities() {
        int[] identities = new int[count];
        for (int i = 0; i < count; i++) {
            identities[i] = System.identityHashCode(locks[i]);
        }
        return identities;
    }

    boolean hasOneOf(int[] identities) {
        for (int identity : identities) {
            if (has(identity)) {
                return true;
            }
        }
        return false;
    }

    boolean has(int identity) {
        for (int i = 0; i < count; i++) {
            if (System.identityHashCode(locks[i]) == identity) {
                return true;
            }
        }
        return false;
    }
}
