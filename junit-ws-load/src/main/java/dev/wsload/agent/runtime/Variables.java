package dev.wsload.agent.runtime;

import java.lang.ref.WeakReference;
import java.lang.reflect.Array;
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
    private final WeakIdentityMap<Elements> arrays = new WeakIdentityMap<>();
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
        Elements elements = arrays.get(array, () -> new Elements(array));
        return elements.isExempt ? null : elements.of(index);
    }

    /** What is in this array is none of the code's own. */
    void exempt(Object array) {
        arrays.get(array, () -> new Elements(array)).isExempt = true;
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

    /**
     * The fields of one object. Looked for without the lock first: a variable is as good as new for whoever
     * sees it before it is published, since all it holds is null or zero then.
     */
    private static final class Fields extends SpinLock {
        private Object[] keys = new Object[4];
        private Variable[] variables = new Variable[4];
        private int count;

        Variable of(Object key) {
            Variable known = find(key, keys, variables);
            if (known != null) {
                return known;
            }
            lock();
            try {
                Variable found = find(key, keys, variables);
                return found != null ? found : add(key);
            } finally {
                unlock();
            }
        }

        private static Variable find(Object key, Object[] keys, Variable[] variables) {
            int most = Math.min(keys.length, variables.length);
            for (int i = 0; i < most && keys[i] != null; i++) {
                if (keys[i].equals(key)) {
                    return variables[i];
                }
            }
            return null;
        }

        private Variable add(Object key) {
            if (count == keys.length) {
                variables = Arrays.copyOf(variables, count * 2);
                keys = Arrays.copyOf(keys, count * 2);
            }
            Variable added = new Variable();
            variables[count] = added;
            keys[count++] = key;
            return added;
        }
    }

    /** The elements of one array that are watched. */
    private static final class Elements extends SpinLock {
        private final Variable[] first;
        private final Fields others = new Fields();
        private volatile boolean isExempt;

        Elements(Object array) {
            first = new Variable[Math.min(ELEMENTS, Array.getLength(array))];
        }

        Variable of(int index) {
            if (index >= first.length) {
                return others.of(index);
            }
            Variable known = first[index];
            if (known != null) {
                return known;
            }
            lock();
            try {
                if (first[index] == null) {
                    first[index] = new Variable();
                }
                return first[index];
            } finally {
                unlock();
            }
        }
    }
}
