package dev.wsload.agent.runtime;

/**
 * Classes of the code under test that extend a collection of the JDK, and what they have in place of its methods: a call of such a method
 * is none of the collection. What it calls of the superclass is. Thread-safe; known from one watch to the next.
 */
final class Subclasses {
    private static final WeakIdentityMap<String> OVERRIDDEN = new WeakIdentityMap<>();

    private Subclasses() {}

    /**
     * Adds what a class has, or one between it and the JDK.
     *
     * @param methods as calls of them are named, each with a dot in front and a blank behind it
     */
    static void add(Class<?> type, String methods) {
        String known = OVERRIDDEN.peek(type);
        if (known == null || !known.contains(methods)) {
            OVERRIDDEN.put(type, known == null ? methods : known + methods);
        }
    }

    /** Says whether a call of an object of that class is one of the collection that the class extends. */
    static boolean inherits(Class<?> type, String call) {
        String known = OVERRIDDEN.peek(type);
        if (known == null) {
            return false;
        }
        return call.startsWith("an argument of ")
                ? !known.contains(".iterator() ") && !known.contains(".toArray() ") && !known.contains(".entrySet() ")
                : !known.contains(call.substring(call.lastIndexOf('.')) + " ");
    }
}
