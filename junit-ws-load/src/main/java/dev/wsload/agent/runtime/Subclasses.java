package dev.wsload.agent.runtime;

/**
 * Classes of the code under test that extend a collection of the JDK, and what they have in place of its methods: a call of such a method
 * is none of the collection. What it calls of the superclass is. Thread-safe; known from one watch to the next.
 */
final class Subclasses {
    private static final WeakIdentityMap<String> OVERRIDDEN = new WeakIdentityMap<>();

    private Subclasses() {}

    /**
     * Adds a class.
     *
     * @param methods that it has itself, as calls of them are named, each with a dot in front and a blank behind it
     */
    static void add(Class<?> type, String methods) {
        if (OVERRIDDEN.peek(type) == null) {
            OVERRIDDEN.put(type, methods);
        }
    }

    /** Says whether a call of an object of that class is one of the collection that the class extends. */
    static boolean inherits(Class<?> type, String call) {
        for (Class<?> above = type; above.getClassLoader() != null; above = above.getSuperclass()) {
            String known = OVERRIDDEN.peek(above);
            if (known == null || has(known, call)) {
                return false;
            }
        }
        return true;
    }

    /** What is handed over as an argument is walked over, in one way or another. */
    private static boolean has(String methods, String call) {
        return call.startsWith("an argument of ")
                ? methods.contains(".iterator() ")
                        || methods.contains(".toArray() ")
                        || methods.contains(".entrySet() ")
                : methods.contains(call.substring(call.lastIndexOf('.')) + " ");
    }
}
