package dev.wsload.agent.runtime;

import java.util.concurrent.locks.ReentrantLock;

/**
 * What instrumented code calls before and after what it does. None of it throws of its own, or changes what the code sees. "Before a release" and
 * "after an acquire" are the moments at which an edge is complete whatever another thread does in between.
 */
public final class Hooks {
    private Hooks() {}

    // ---- edges

    /** Before what publishes: a volatile write, a compare-and-set, an interrupt of waiting. */
    public static void release(Object on) {
        edge(on, false, true, false);
    }

    /** After what may observe it. */
    public static void acquire(Object on) {
        edge(on, false, false, false);
    }

    private static void edge(Object on, boolean isMonitor, boolean isRelease, boolean isChance) {
        Detector detector = Watch.detector();
        ThreadState thread = detector == null || on == null ? null : detector.enter();
        if (thread == null) {
            return;
        }
        try {
            if (isRelease) {
                detector.release(thread, on, isMonitor, isChance);
            } else {
                detector.acquire(thread, on, isMonitor, isChance);
            }
        } finally {
            thread.isBusy = false;
        }
    }

    /** After this thread has seen that it was interrupted. */
    public static void interrupted() {
        acquire(Thread.currentThread());
    }

    /** After Thread.join, and whatever else may tell that a thread has ended. */
    public static void joined(Object ended) {
        Detector detector = ended instanceof Thread ? Watch.detector() : null;
        ThreadState thread = detector == null ? null : detector.enter();
        if (thread != null) {
            try {
                detector.joined(thread, (Thread) ended);
            } finally {
                thread.isBusy = false;
            }
        }
    }

    // ---- monitors

    /** After a monitor of a library was entered. */
    public static void entered(Object monitor) {
        edge(monitor, true, false, false);
        hold(monitor);
    }

    /** Before it is left. */
    public static void leaving(Object monitor) {
        letGo(monitor);
        edge(monitor, true, true, false);
    }

    /** The same in the code under test, where it is chance who comes first. */
    public static void enteredOwn(Object monitor) {
        edge(monitor, true, false, true);
        hold(monitor);
    }

    /** Before that is left. */
    public static void leavingOwn(Object monitor) {
        letGo(monitor);
        edge(monitor, true, true, true);
    }

    /** Instead of Object.wait: it has the monitor again where it throws, too. */
    public static void await(Object monitor) throws InterruptedException {
        await(monitor, 0, 0);
    }

    /** The same with a limit. */
    public static void await(Object monitor, long millis) throws InterruptedException {
        await(monitor, millis, 0);
    }

    /** The same with a finer one. */
    public static void await(Object monitor, long millis, int nanos) throws InterruptedException {
        edge(monitor, true, true, false);
        try {
            monitor.wait(millis, nanos);
        } finally {
            edge(monitor, true, false, false);
        }
    }

    private static void hold(Object lock) {
        ThreadState thread = enter();
        if (thread != null) {
            thread.hold(lock);
            thread.isBusy = false;
        }
    }

    private static void letGo(Object lock) {
        ThreadState thread = enter();
        if (thread != null) {
            thread.letGo(lock);
            thread.isBusy = false;
        }
    }

    private static ThreadState enter() {
        Detector detector = Watch.detector();
        return detector == null ? null : detector.enter();
    }

    // ---- locks, where the code under test calls them

    /** Before Lock.lock and Lock.unlock: what a mutex does inside orders by chance. */
    public static void lockCall(Object lock) {
        if (lock instanceof ReentrantLock) {
            insideLock(1);
        }
    }

    /** After Lock.lock, or a tryLock that was granted. */
    public static void locked(Object lock) {
        lockCallEnded(lock);
        hold(whole(lock));
    }

    /** After Lock.unlock. */
    public static void unlocked(Object lock) {
        lockCallEnded(lock);
    }

    /** Before Lock.unlock. */
    public static void unlocking(Object lock) {
        letGo(whole(lock));
        lockCall(lock);
    }

    /** After a tryLock. */
    public static void tried(boolean isGranted, Object lock) {
        if (isGranted) {
            hold(whole(lock));
        }
    }

    /** After StampedLock.tryOptimisticRead. */
    public static void optimistic(Object lock) {
        optimistic(true);
    }

    /** After any other call of a StampedLock. */
    public static void pessimistic(Object lock) {
        optimistic(false);
    }

    private static void optimistic(boolean isOptimistic) {
        ThreadState thread = enter();
        if (thread != null) {
            thread.isOptimistic = isOptimistic;
            thread.isBusy = false;
        }
    }

    /** A read lock and a write lock guard against each other: the lock that they belong to stands for both. */
    public static void part(Object whole, Object part) {
        Detector detector = Watch.detector();
        ThreadState thread = detector == null ? null : detector.enter();
        if (thread != null) {
            detector.variables().part(whole, part);
            thread.isBusy = false;
        }
    }

    private static Object whole(Object lock) {
        Detector detector = Watch.detector();
        return detector == null ? lock : detector.variables().wholeOf(lock);
    }

    private static void lockCallEnded(Object lock) {
        if (lock instanceof ReentrantLock) {
            insideLock(-1);
        }
    }

    private static void insideLock(int change) {
        ThreadState thread = enter();
        if (thread != null) {
            thread.insideLock = Math.max(0, thread.insideLock + change);
            thread.isBusy = false;
        }
    }

    // ---- messages

    /** Before a container sends a message, or a part of one. */
    public static void sendBegins(Object remote, boolean isLastPart, String call) {
        Detector detector = Watch.detector();
        ThreadState thread = detector == null ? null : detector.enter();
        if (thread != null) {
            try {
                detector.sendBegins(thread, detector.variables().wholeOf(remote), isLastPart, call);
            } finally {
                thread.isBusy = false;
            }
        }
    }

    /** After it has, or has thrown. */
    public static void sendEnds(Object remote) {
        Detector detector = Watch.detector();
        ThreadState thread = detector == null ? null : detector.enter();
        if (thread != null) {
            detector.sendEnds(thread, detector.variables().wholeOf(remote));
            thread.isBusy = false;
        }
    }

    // ---- initialization of classes

    /** When a class of the code under test begins to be initialized. */
    public static void initializing() {
        initializing(1);
    }

    /** When it is initialized, or has failed. */
    public static void initialized() {
        initializing(-1);
    }

    private static void initializing(int change) {
        ThreadState thread = enter();
        if (thread != null) {
            thread.initializing = Math.max(0, thread.initializing + change);
            thread.isBusy = false;
        }
    }

    // ---- accesses, before they are made

    /** Before a final or volatile field of an object is used: nothing to judge, but somebody is there. */
    public static void used(Object object) {
        Detector detector = Watch.detector();
        if (detector == null || object == null || detector.sawTwoThreads()) {
            return;
        }
        ThreadState thread = detector.enter();
        if (thread != null) {
            detector.used(thread, object);
            thread.isBusy = false;
        }
    }

    /** Before a field is read. */
    public static void read(Object owner, String field) {
        field(owner, field, false);
    }

    /** Before a field is written. */
    public static void write(Object owner, String field) {
        field(owner, field, true);
    }

    private static void field(Object owner, String field, boolean isWrite) {
        Detector detector = Watch.detector();
        ThreadState thread = detector == null || owner == null ? null : detector.enter();
        if (thread != null) {
            try {
                detector.access(thread, owner, detector.variables().ofField(owner, field), field, isWrite);
            } finally {
                thread.isBusy = false;
            }
        }
    }

    /** Before a static field is read. */
    public static void readStatic(String field) {
        staticField(field, false);
    }

    /** Before a static field is written. */
    public static void writeStatic(String field) {
        staticField(field, true);
    }

    private static void staticField(String field, boolean isWrite) {
        Detector detector = Watch.detector();
        ThreadState thread = detector == null ? null : detector.enter();
        if (thread != null) {
            try {
                detector.access(thread, null, detector.variables().ofStatic(field), field, isWrite);
            } finally {
                thread.isBusy = false;
            }
        }
    }

    /** Before an element of an array is read. */
    public static void readElement(Object array, int index, String where) {
        element(array, index, where, false);
    }

    /** Before an element of an array is written. */
    public static void writeElement(Object array, int index, String where) {
        element(array, index, where, true);
    }

    private static void element(Object array, int index, String where, boolean isWrite) {
        Detector detector = Watch.detector();
        ThreadState thread = detector == null || array == null ? null : detector.enter();
        if (thread != null) {
            try {
                Variable element = detector.variables().ofElement(array, index);
                if (element != null) {
                    detector.access(thread, array, element, where, isWrite);
                }
            } finally {
                thread.isBusy = false;
            }
        }
    }

    /** An array that another tool has put into the code, such as the probes of a coverage tool. */
    public static void exempt(Object array) {
        Detector detector = Watch.detector();
        ThreadState thread = detector == null || array == null ? null : detector.enter();
        if (thread != null) {
            detector.variables().exempt(array);
            thread.isBusy = false;
        }
    }

    /** Before a call that reads a collection. */
    public static void readCollection(Object collection, String call) {
        collection(collection, call, false);
    }

    /** Before a call that changes a collection. */
    public static void writeCollection(Object collection, String call) {
        collection(collection, call, true);
    }

    private static void collection(Object collection, String call, boolean isWrite) {
        Detector detector = Watch.detector();
        ThreadState thread = detector == null || collection == null ? null : detector.enter();
        if (thread != null) {
            try {
                Variable variable = detector.variables().ofCollection(collection);
                if (variable != null) {
                    detector.access(thread, detector.variables().ownerOf(collection), variable, call, isWrite);
                }
            } finally {
                thread.isBusy = false;
            }
        }
    }

    /** After a call that returned an iterator or another view of a collection. */
    public static void view(Object collection, Object view) {
        Detector detector = Watch.detector();
        ThreadState thread = detector == null || collection == null || view == null ? null : detector.enter();
        if (thread != null) {
            try {
                detector.variables().view(collection, view);
            } finally {
                thread.isBusy = false;
            }
        }
    }
}
