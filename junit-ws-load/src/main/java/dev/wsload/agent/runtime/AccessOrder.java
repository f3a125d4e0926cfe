package dev.wsload.agent.runtime;

import java.util.LinkedHashMap;

/** The maps of the code under test that are in the order of access. Thread-safe; known from one watch to the next. */
final class AccessOrder {
    private static final WeakIdentityMap<Boolean> MAPS = new WeakIdentityMap<>();

    private AccessOrder() {}

    static void add(Object map) {
        MAPS.put(map, true);
    }

    static boolean isThatOf(Object collection) {
        return collection instanceof LinkedHashMap && MAPS.peek(collection) != null;
    }
}
