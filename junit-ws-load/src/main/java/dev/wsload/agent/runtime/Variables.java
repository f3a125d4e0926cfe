package dev.wsload.agent.runtime;

import java.lang.ref.WeakReference;
import java.lang.reflect.Array;
import java.util.List;
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

    /** Weak on both sides: a collection may keep the views that it has handed out. Of all watches: who keeps a view asks for it once. */
    private static final WeakIdentityMap<WeakReference<Object>> OWNERS = new WeakIdentityMap<>();

    private final Fields ofUnknownClasses = new Fields();
    private final WeakIdentityMap<Fields> objects = new WeakIdentityMap<>();
    private final WeakIdentityMap<Elements> arrays = new WeakIdentityMap<>();
    private final WeakIdentityMap<CollectionState> collections = new WeakIdentityMap<>();

    /** Two class loaders may have a class of the same name each. */
    Variable ofStatic(Class<?> owner, String field) {
        return owner == null ? ofUnknownClasses.of(field) : ofField(declaring(owner, field), field);
    }

    private static Class<?> declaring(Class<?> owner, String field) {
        for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
            String name = type.getName();
            if (field.startsWith(name) && field.lastIndexOf('.') == name.length()) {
                return type;
            }
        }
        return owner;
    }

    Variable ofField(Object owner, String field) {
        return objects.get(owner, Fields::new).of(field);
    }

    /** Returns null where that element is not watched. */
    Variable ofElement(Object array, int index) {
        return arrays.get(array, () -> Elements.ofArray(Array.getLength(array))).of(index);
    }

    /** What is in this array is none of the code's own. */
    void exempt(Object array) {
        arrays.get(array, () -> Elements.ofArray(Array.getLength(array))).exempt();
    }

    /** Returns what is known of a collection that is not safe by itself. */
    CollectionState ofCollection(Object owner) {
        return collections.get(owner, owner instanceof List ? CollectionState::ofList : CollectionState::ofOther);
    }

    /**
     * Returns the collection itself, or the one that it is a view or an iterator of; null if that is safe by itself.
     *
     * @param call as the code names it
     */
    Object ownerOf(Object collection, String call) {
        Class<?> type = collection.getClass();
        boolean isItself = type.getClassLoader() == null
                ? UNSAFE.contains(type.getName())
                : extendsUnsafe(type) && Subclasses.inherits(type, call);
        return isItself ? collection : registeredOwner(collection);
    }

    private static boolean extendsUnsafe(Class<?> type) {
        Class<?> above = type;
        while (above.getClassLoader() != null) {
            above = above.getSuperclass();
        }
        return UNSAFE.contains(above.getName());
    }

    private Object registeredOwner(Object part) {
        WeakReference<Object> owner = OWNERS.peek(part);
        return owner == null ? null : owner.get();
    }

    /** Notes that a collection was got from another, and shows the same. */
    void view(Object owner, Object view, String call) {
        Object root = ownerOf(owner, call);
        if (root != null && root != view) {
            OWNERS.put(view, new WeakReference<>(root));
        }
    }

    void heldBy(Object collection, String field) {
        if (UNSAFE.contains(collection.getClass().getName())) {
            ofCollection(collection).structure().heldBy(field);
        }
    }

    /** Returns what reports call an object: a collection by its field, as far as that is known. */
    String nameOf(Object object) {
        CollectionState state = collections.peek(object);
        String holder = state == null ? null : state.structure().holder();
        return holder == null ? Names.of(object) : holder + " (" + Names.of(object) + ")";
    }

    /** Notes that a lock is a part of another, which stands for both. */
    void part(Object whole, Object part) {
        OWNERS.put(part, new WeakReference<>(whole));
    }

    Object wholeOf(Object part) {
        Object whole = registeredOwner(part);
        return whole == null ? part : whole;
    }
}
