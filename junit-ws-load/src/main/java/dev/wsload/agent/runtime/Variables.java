package dev.wsload.agent.runtime;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Set;

/** The variables of the code under test: fields, elements of arrays, and collections as a whole. Thread-safe. */
final class Variables {
    /** Those of the JDK that say in their javadoc that they are not thread-safe, and that servers use. */
    private static final Set<String> UNSAFE = Set.of(
            "java.util.ArrayList",
            "java.util.LinkedList",
            "java.util.HashMap",
            "java.util.LinkedHashMap",
            "java.util.TreeMap",
            "java.util.HashSet",
            "java.util.LinkedHashSet",
            "java.util.TreeSet",
            "java.util.ArrayDeque",
            "java.util.PriorityQueue",
            "java.util.IdentityHashMap",
            "java.util.WeakHashMap",
            "java.util.EnumMap",
            "java.util.BitSet",
            "java.lang.StringBuilder",
            "java.text.SimpleDateFormat");

    /** Of longer arrays the first elements are watched, and of the rest one in so many. */
    private static final int ELEMENTS = 256;

    private static final int ONE_IN = 61;

    private final Fields statics = new Fields();
    private final WeakIdentityMap<Fields> objects = new WeakIdentityMap<>();
    private final WeakIdentityMap<Variable> collections = new WeakIdentityMap<>();

    /** Weak on both sides: a collection may keep the views that it has handed out. */
    private final WeakIdentityMap<WeakReference<Object>> owners = new WeakIdentityMap<>();

    Variable ofStatic(String field) {
        return statics.of(field);
    }

    Variable ofField(Object owner, String field) {
        return objects.get(owner, Fields::new).of(field);
    }

    /** Returns null where that element is not watched. */
    Variable ofElement(Object array, int index) {
        if (index < 0 || index >= ELEMENTS && index % ONE_IN != 0) {
            return null;
        }
        Fields elements = objects.get(array, Fields::new);
        return elements.isExempt() ? null : elements.of(Integer.valueOf(index));
    }

    /** What is in this array is none of the code's own. */
    void exempt(Object array) {
        objects.get(array, Fields::new).exempt();
    }

    /** Returns the variable of a collection, or of the one that it is a view or an iterator of; null if it is safe by itself. */
    Variable ofCollection(Object collection) {
        Object owner = ownerOf(collection);
        return owner == null ? null : collections.get(owner, Variable::new);
    }

    /** Returns the collection itself, or the one that it shows; null if that is safe by itself. */
    Object ownerOf(Object collection) {
        return UNSAFE.contains(collection.getClass().getName()) ? collection : registeredOwner(collection);
    }

    private Object registeredOwner(Object part) {
        WeakReference<Object> owner = owners.peek(part);
        return owner == null ? null : owner.get();
    }

    /** Notes that a collection was got from another, and shows the same. */
    void view(Object owner, Object view) {
        Object root = ownerOf(owner);
        if (root != null && root != view) {
            owners.put(view, new WeakReference<>(root));
        }
    }

    /** Notes that a lock is a part of another, which stands for both. */
    void part(Object whole, Object part) {
        owners.put(part, new WeakReference<>(whole));
    }

    Object wholeOf(Object part) {
        Object whole = registeredOwner(part);
        return whole == null ? part : whole;
    }

    /** The fields of one object, or the elements of one array. */
    private static final class Fields extends SpinLock {
        private Object[] keys = new Object[4];
        private Variable[] variables = new Variable[4];
        private int count;
        private volatile boolean isExempt;

        Variable of(Object key) {
            lock();
            try {
                return find(key);
            } finally {
                unlock();
            }
        }

        private Variable find(Object key) {
            for (int i = 0; i < count; i++) {
                if (keys[i].equals(key)) {
                    return variables[i];
                }
            }
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, count * 2);
                variables = Arrays.copyOf(variables, count * 2);
            }
            keys[count] = key;
            variables[count] = new Variable();
            return variables[count++];
        }

        void exempt() {
            isExempt = true;
        }

        boolean isExempt() {
            return isExempt;
        }
    }
}
