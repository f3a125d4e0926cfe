package dev.wsload.agent.runtime;

import java.util.concurrent.locks.ReentrantLock;

/** The locks of java.util.concurrent, where the code under test calls them. */
public final class LockHooks {
    private LockHooks() {}

    /** Before Lock.lock: what a mutex does inside orders by chance. */
    public static void lockCall(Object lock) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null) {
                thread.isInsideLock = lock instanceof ReentrantLock;
            }
        }
    }

    /** After Lock.lock. */
    public static void locked(Object lock) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null) {
                thread.isInsideLock = false;
                thread.held.hold(thread.detector.variables().wholeOf(lock));
            }
        }
    }

    /** Before Lock.unlock: of a lock that another thread holds it throws, and nothing says that its inside is over. */
    public static void unlocking(Object lock) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null) {
                thread.held.letGo(thread.detector.variables().wholeOf(lock));
                thread.isInsideLock = lock instanceof ReentrantLock own && own.isHeldByCurrentThread();
            }
        }
    }

    /** After Lock.unlock. */
    public static void unlocked(Object lock) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null) {
                thread.isInsideLock = false;
            }
        }
    }

    /** After a tryLock. */
    public static void tried(boolean isGranted, Object lock) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null && isGranted) {
                thread.held.hold(thread.detector.variables().wholeOf(lock));
            }
        }
    }

    /** After StampedLock.tryOptimisticRead. */
    public static void optimistic() {
        isOptimistic(true);
    }

    /** After any other call of a StampedLock. */
    public static void pessimistic() {
        isOptimistic(false);
    }

    private static void isOptimistic(boolean isOptimistic) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null) {
                thread.isOptimistic = isOptimistic;
            }
        }
    }

    /** A read lock and a write lock guard against each other: the lock that they belong to stands for both. */
    public static void part(Object whole, Object part) {
        try (ThreadState thread = ThreadState.enter()) {
            if (thread != null) {
                thread.detector.variables().part(whole, part);
            }
        }
    }
}
