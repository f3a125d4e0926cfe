package dev.wsload.agent.runtime;

import java.util.Arrays;

/**
 * The elements of one array or list that are watched: the first ones, and of the rest one in so many, in constant time and bounded
 * memory. Thread-safe. Looked for without the lock first, as {@link Fields} are.
 */
final class Elements extends SpinLock {
    private static final int FIRST = 256;
    private static final int OTHERS = 256;
    private static final int LEAST_STRIDE = 61;

    private final int stride;
    private Variable[] variables = new Variable[0];
    private volatile boolean isExempt;

    private Elements(int stride) {
        this.stride = stride;
    }

    /** Odd, so that code which goes in steps of its own meets some of them. */
    static Elements ofArray(int length) {
        return new Elements(Math.max(LEAST_STRIDE, length / OTHERS + 1 | 1));
    }

    /** Nobody knows how long it gets. */
    static Elements ofList() {
        return new Elements(LEAST_STRIDE);
    }

    /** What is in it is none of the code's own. */
    void exempt() {
        isExempt = true;
    }

    /** Returns null where that element is not watched. */
    Variable of(int index) {
        int place = placeOf(index);
        if (place < 0 || isExempt) {
            return null;
        }
        Variable[] known = variables;
        return place < known.length && known[place] != null ? known[place] : added(place);
    }

    private int placeOf(int index) {
        if (index < FIRST) {
            return index;
        }
        int other = index / stride;
        return index % stride == 0 && other < OTHERS ? FIRST + other : -1;
    }

    private Variable added(int place) {
        lock();
        try {
            if (place >= variables.length) {
                variables =
                        Arrays.copyOf(variables, Math.min(FIRST + OTHERS, Math.max(place + 1, variables.length * 2)));
            }
            if (variables[place] == null) {
                variables[place] = new Variable();
            }
            return variables[place];
        } finally {
            unlock();
        }
    }
}
