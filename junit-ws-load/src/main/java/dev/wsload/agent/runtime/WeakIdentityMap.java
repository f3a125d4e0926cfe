package dev.wsload.agent.runtime;

import java.lang.ref.WeakReference;
import java.util.function.Supplier;

/** Something about each object, as long as that is in memory. Thread-safe; in stripes, for every access asks it. */
final class WeakIdentityMap<V> {
    private static final int STRIPES = 64;
    private static final int SWEPT = 4;

    private final Stripe<V>[] stripes = stripes();

    @SuppressWarnings("unchecked")
    private static <V> Stripe<V>[] stripes() {
        Stripe<V>[] stripes = (Stripe<V>[]) new Stripe<?>[STRIPES];
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe<>();
        }
        return stripes;
    }

    /** Returns what there is of the object, and creates it where there is nothing yet. */
    V get(Object key, Supplier<V> create) {
        int hash = hash(key);
        Stripe<V> stripe = stripes[hash >>> 26];
        stripe.lock();
        try {
            Entry<V> found = stripe.find(key, hash);
            return found != null ? found.value : stripe.add(key, hash, create.get());
        } finally {
            stripe.unlock();
        }
    }

    /** Returns what there is of the object, or null. */
    V peek(Object key) {
        int hash = hash(key);
        Stripe<V> stripe = stripes[hash >>> 26];
        stripe.lock();
        try {
            Entry<V> found = stripe.find(key, hash);
            return found == null ? null : found.value;
        } finally {
            stripe.unlock();
        }
    }

    void put(Object key, V value) {
        int hash = hash(key);
        Stripe<V> stripe = stripes[hash >>> 26];
        stripe.lock();
        try {
            Entry<V> found = stripe.find(key, hash);
            if (found == null) {
                stripe.add(key, hash, value);
            } else {
                found.value = value;
            }
        } finally {
            stripe.unlock();
        }
    }

    private static int hash(Object key) {
        return System.identityHashCode(key) * 0x9E3779B9;
    }

    private static final class Entry<V> extends WeakReference<Object> {
        final int hash;
        V value;
        Entry<V> next;

        Entry(Object key, int hash, V value, Entry<V> next) {
            super(key);
            this.hash = hash;
            this.value = value;
            this.next = next;
        }
    }

    private static final class Stripe<V> extends SpinLock {
        private Entry<V>[] table = table(16);
        private int count;
        private int next;

        @SuppressWarnings("unchecked")
        private static <V> Entry<V>[] table(int size) {
            return (Entry<V>[]) new Entry<?>[size];
        }

        Entry<V> find(Object key, int hash) {
            for (Entry<V> entry = table[hash & table.length - 1]; entry != null; entry = entry.next) {
                if (entry.hash == hash && entry.refersTo(key)) {
                    return entry;
                }
            }
            return null;
        }

        V add(Object key, int hash, V value) {
            sweep();
            if (count == table.length) {
                grow();
            }
            int at = hash & table.length - 1;
            table[at] = new Entry<>(key, hash, value, table[at]);
            count++;
            return value;
        }

        /** Leaves out whose object is gone, in a few places each time: what is known of them is larger than they were. */
        private void sweep() {
            for (int i = 0; i < SWEPT; i++) {
                next = next + 1 & table.length - 1;
                Entry<V> entry = table[next];
                table[next] = null;
                while (entry != null) {
                    Entry<V> following = entry.next;
                    if (entry.refersTo(null)) {
                        count--;
                    } else {
                        entry.next = table[next];
                        table[next] = entry;
                    }
                    entry = following;
                }
            }
        }

        private void grow() {
            Entry<V>[] old = table;
            table = table(old.length * 2);
            for (Entry<V> first : old) {
                Entry<V> entry = first;
                while (entry != null) {
                    Entry<V> following = entry.next;
                    int at = entry.hash & table.length - 1;
                    entry.next = table[at];
                    table[at] = entry;
                    entry = following;
                }
            }
        }
    }
}
